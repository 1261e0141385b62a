// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.packages.RawText;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.RegularFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** A file whose content is searched for what it needs. Texts have a character for each byte. */
final class ScannedFile {
    /** Start scripts and settings are smaller; of a larger text only the beginning is searched. */
    private static final int LONGEST_TEXT = 256 << 10;

    private static final int LONGEST_SCRIPT = 1 << 20;

    private static final int HEAD = 512;
    private static final int EXECUTE = 0111;

    private final ImagePath path;
    private final RegularFile inode;
    private final boolean started;
    private final byte[] head;
    private Optional<String> text = Optional.empty();
    private boolean partly;

    /** @param started whether what the image runs names it */
    ScannedFile(ImagePath path, RegularFile inode, boolean started) throws IOException {
        this.path = path;
        this.inode = inode;
        this.started = started;
        this.head = bytes(0, HEAD);
    }

    ImagePath path() {
        return path;
    }

    RegularFile inode() {
        return inode;
    }

    boolean isStarted() {
        return started;
    }

    /** Its name. */
    String name() {
        return RawText.of(path.last());
    }

    /** The path of its directory, with a leading slash. */
    String directory() {
        return "/" + RawText.of(path.parent().bytes());
    }

    boolean isExecutable() {
        return (inode.attributes().mode() & EXECUTE) != 0;
    }

    boolean isElf() {
        return head.length > 4 && head[0] == 0x7f && head[1] == 'E' && head[2] == 'L' && head[3] == 'F';
    }

    /** Its first line without {@code #!}; empty if it is not a script. */
    String shebang() {
        String start = RawText.of(head);
        return start.startsWith("#!")
                ? start.lines().findFirst().orElse("").substring(2).strip()
                : "";
    }

    /** The last component of the interpreter's path, or its argument if that is {@code env}; empty if not a script. */
    String interpreter() {
        for (String word : shebang().split("\\s+")) {
            String name = word.substring(word.lastIndexOf('/') + 1);
            if (!name.equals("env") && !name.startsWith("-") && !name.contains("=")) {
                return name;
            }
        }
        return "";
    }

    /** Its text, or the beginning of it; empty if it is not a text. */
    String text() throws IOException {
        if (text.isEmpty()) {
            text = Optional.of(read());
        }
        return text.get();
    }

    private String read() throws IOException {
        for (byte b : head) {
            if (b == 0) {
                return "";
            }
        }
        if (inode.size() <= head.length) {
            return RawText.of(head);
        }
        boolean script = started || !shebang().isEmpty();
        int longest = script ? LONGEST_SCRIPT : LONGEST_TEXT;
        partly |= script && inode.size() > longest;
        return RawText.of(bytes(0, longest));
    }

    /** Whether something was left unread that may name what the file needs. */
    boolean isPartlySearched() {
        return partly;
    }

    void setPartlySearched() {
        partly = true;
    }

    /** The bytes from a position on, fewer at the end. */
    byte[] bytes(long from, int length) throws IOException {
        byte[] buffer = new byte[(int) Math.max(0, Math.min(length, inode.size() - from))];
        int filled = 0;
        while (filled < buffer.length) {
            int count = inode.read(from + filled, buffer, filled, buffer.length - filled);
            if (count <= 0) {
                return Arrays.copyOf(buffer, filled);
            }
            filled += count;
        }
        return buffer;
    }
}
