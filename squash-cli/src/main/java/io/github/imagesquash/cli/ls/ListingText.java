// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.ls;

import io.github.imagesquash.compare.FileType;
import io.github.imagesquash.files.ListedFile;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Files as lines.
 *
 * @param names whether a line has only the name, not the whole path
 */
record ListingText(List<ListedFile> files, boolean names) {
    private static final int COLUMNS = 7;
    private static final int PACKAGE = COLUMNS - 1;
    private static final String PERMISSIONS = "rwxrwxrwx";
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Years with four digits. */
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /** A line for each file with its name or path. */
    void write(Writer out) throws IOException {
        for (ListedFile file : files) {
            out.write(name(file) + "\n");
        }
    }

    /** A line for each file with its attributes, its layer, its package, and the target of a link. */
    void writeDetails(Writer out) throws IOException {
        int[] widths = new int[COLUMNS];
        for (ListedFile file : files) {
            List<String> cells = cells(file);
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], cells.get(i).length());
            }
        }
        for (ListedFile file : files) {
            StringBuilder line = new StringBuilder(mode(file));
            List<String> cells = cells(file);
            for (int i = 0; i < widths.length; i++) {
                int gap = widths[i] - cells.get(i).length();
                // Figures end at one place, and packages begin at one.
                line.append(' ').repeat(' ', i == PACKAGE ? 0 : gap).append(cells.get(i));
                line.repeat(' ', i == PACKAGE ? gap : 0);
            }
            line.append(' ').append(name(file)).append(target(file)).append('\n');
            out.write(line.toString());
        }
    }

    private static List<String> cells(ListedFile file) {
        return List.of(
                String.valueOf(file.links()),
                String.valueOf(file.uid()),
                String.valueOf(file.gid()),
                file.device().isEmpty() ? String.valueOf(file.size()) : file.device(),
                time(file.modified()),
                "#" + file.layer(),
                file.owner().map(Object::toString).orElse("-"));
    }

    private String name(ListedFile file) {
        return names ? file.path().last().toString() : file.path().toString();
    }

    private static String target(ListedFile file) {
        return file.type() == FileType.SYMLINK ? " -> " + file.target() : "";
    }

    private static String time(Instant modified) {
        return modified.isBefore(FIRST) || modified.isAfter(LAST)
                ? "@" + modified.getEpochSecond()
                : MINUTES.format(modified);
    }

    /** As {@code ls -l} shows it. */
    private static String mode(ListedFile file) {
        StringBuilder text = new StringBuilder();
        text.append(
                switch (file.type()) {
                    case FILE -> '-';
                    case DIRECTORY -> 'd';
                    case SYMLINK -> 'l';
                    case CHARACTER_DEVICE -> 'c';
                    case BLOCK_DEVICE -> 'b';
                    case FIFO -> 'p';
                });
        for (int i = 0; i < PERMISSIONS.length(); i++) {
            text.append((file.mode() & 0400 >> i) != 0 ? PERMISSIONS.charAt(i) : '-');
        }
        special(text, 3, file.mode() & 04000, 's');
        special(text, 6, file.mode() & 02000, 's');
        special(text, 9, file.mode() & 01000, 't');
        return text.toString();
    }

    /** The bits setuid, setgid and sticky replace an x by a small letter, and its absence by a capital one. */
    private static void special(StringBuilder text, int at, int bit, char letter) {
        if (bit != 0) {
            text.setCharAt(at, text.charAt(at) == 'x' ? letter : Character.toUpperCase(letter));
        }
    }
}
