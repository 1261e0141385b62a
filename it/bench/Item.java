// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A file of an image, or a symbolic link if it has a target; its content is asked for when it is written.
 *
 * @param time seconds since 1970
 */
record Item(String name, long size, int mode, long time, String target, Content content) {
    static final long USUAL_TIME = 1_700_000_000;

    /** Writes as many bytes as the item says. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    static Item file(String name, long size, Content content) {
        return new Item(name, size, 0644, USUAL_TIME, "", content);
    }

    static Item text(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return file(name, bytes.length, out -> out.write(bytes));
    }

    Item at(long time) {
        return new Item(name, size, mode, time, target, content);
    }
}
