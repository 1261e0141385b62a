// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes a header as rpm's database has it: {@code rpm("tar", "1.34", "6").file("/usr/bin/", "tar", 0).toBytes()}. */
final class RpmHeaderBytes {
    static final int CONFIG = 1;
    static final int GHOST = 64;

    private static final int INT32 = 4;
    private static final int INT64 = 5;
    private static final int STRING = 6;
    private static final int STRINGS = 8;

    private final ByteArrayOutputStream index = new ByteArrayOutputStream();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final List<String> directories = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<Integer> flags = new ArrayList<>();

    private RpmHeaderBytes() {}

    static RpmHeaderBytes rpm(String name, String version, String release) {
        return new RpmHeaderBytes().text(1000, name).text(1001, version).text(1002, release);
    }

    /** Adds a tag that is a string, such as 1022, the architecture. */
    RpmHeaderBytes text(int tag, String value) {
        return entry(tag, STRING, 1, bytes(value + "\0"));
    }

    /** Adds a tag that is a 32-bit number, such as 1003, the epoch. */
    RpmHeaderBytes number(int tag, int value) {
        return entry(tag, INT32, 1, ByteBuffer.allocate(4).putInt(value).array());
    }

    /** Adds a tag that is a 64-bit number, such as 5009, the size of large packages. */
    RpmHeaderBytes large(int tag, long value) {
        return entry(tag, INT64, 1, ByteBuffer.allocate(8).putLong(value).array());
    }

    /** Adds an entry as it is. */
    RpmHeaderBytes entry(int tag, int type, int count, byte[] value) {
        index.writeBytes(ByteBuffer.allocate(16)
                .putInt(tag)
                .putInt(type)
                .putInt(data.size())
                .putInt(count)
                .array());
        data.writeBytes(value);
        return this;
    }

    /** Adds a file; the directory ends with a slash. */
    RpmHeaderBytes file(String directory, String name, int flag) {
        directories.add(directory);
        names.add(name);
        flags.add(flag);
        return this;
    }

    byte[] toBytes() {
        if (!names.isEmpty()) {
            ByteBuffer indexes = ByteBuffer.allocate(4 * names.size());
            ByteBuffer flagged = ByteBuffer.allocate(4 * names.size());
            for (int i = 0; i < names.size(); i++) {
                indexes.putInt(i);
                flagged.putInt(flags.get(i));
            }
            entry(1037, INT32, names.size(), flagged.array());
            entry(1116, INT32, names.size(), indexes.array());
            entry(1117, STRINGS, names.size(), bytes(String.join("\0", names) + "\0"));
            entry(1118, STRINGS, names.size(), bytes(String.join("\0", directories) + "\0"));
            names.clear();
        }
        return ByteBuffer.allocate(8 + index.size() + data.size())
                .putInt(index.size() / 16)
                .putInt(data.size())
                .put(index.toByteArray())
                .put(data.toByteArray())
                .array();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
