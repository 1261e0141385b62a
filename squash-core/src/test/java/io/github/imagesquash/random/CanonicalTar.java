// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.random;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.imagesquash.random.LayerEntry.Form;
import io.github.imagesquash.random.LayerEntry.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the only form of tar that squash writes, ustar headers and PAX headers before them. It shares no code with the
 * product, whose reader might undo a mistake of its writer.
 */
final class CanonicalTar {
    private static final int BLOCK = 512;
    private static final String XATTR = "SCHILY.xattr.";

    private final byte[] tar;
    private final List<LayerEntry> entries = new ArrayList<>();
    private int position;

    private CanonicalTar(byte[] tar) {
        this.tar = tar;
    }

    static List<LayerEntry> entries(byte[] tar) {
        CanonicalTar reader = new CanonicalTar(tar);
        while (tar[reader.position] != 0) {
            reader.readEntry();
        }
        if (reader.position + 2 * BLOCK != tar.length) {
            throw new AssertionError("the tar does not end with its two zero blocks");
        }
        return reader.entries;
    }

    private void readEntry() {
        Map<String, String> pax = Map.of();
        if (tar[position + 156] == 'x') {
            pax = records();
        }
        int header = position;
        Kind kind = kind((char) tar[header + 156]);
        int size = Math.toIntExact(number(header + 124, 12));
        position += BLOCK;
        String content = kind == Kind.FILE
                ? Latin.of(Arrays.copyOfRange(tar, position, position + size))
                : pax.getOrDefault("linkpath", text(header + 157, 100));
        position += (size + BLOCK - 1) / BLOCK * BLOCK;
        entries.add(new LayerEntry(
                kind,
                pax.getOrDefault("path", name(header)),
                content,
                meta(header, pax),
                (int) number(header + 329, 8),
                (int) number(header + 337, 8),
                Form.PAX));
    }

    private String name(int header) {
        String prefix = text(header + 345, 155);
        return prefix.isEmpty() ? text(header, 100) : prefix + "/" + text(header, 100);
    }

    private Meta meta(int header, Map<String, String> pax) {
        BigDecimal mtime = new BigDecimal(pax.getOrDefault("mtime", "" + number(header + 136, 12)));
        long seconds = mtime.setScale(0, RoundingMode.FLOOR).longValueExact();
        int nanos =
                mtime.subtract(BigDecimal.valueOf(seconds)).movePointRight(9).intValueExact();
        SortedMap<String, String> xattrs = new TreeMap<>();
        pax.keySet().stream()
                .filter(key -> key.startsWith(XATTR))
                .forEach(key -> xattrs.put(key.substring(XATTR.length()), pax.get(key)));
        return new Meta(
                (int) number(header + 100, 8),
                Long.parseLong(pax.getOrDefault("uid", "" + number(header + 108, 8))),
                Long.parseLong(pax.getOrDefault("gid", "" + number(header + 116, 8))),
                seconds,
                nanos,
                xattrs);
    }

    /** {@code "<length> <key>=<value>\n"}, where the length counts itself. */
    private Map<String, String> records() {
        int size = Math.toIntExact(number(position + 124, 12));
        String body = Latin.of(Arrays.copyOfRange(tar, position + BLOCK, position + BLOCK + size));
        position += BLOCK + (size + BLOCK - 1) / BLOCK * BLOCK;
        Map<String, String> records = new TreeMap<>();
        while (!body.isEmpty()) {
            int space = body.indexOf(' ');
            int length = Integer.parseInt(body.substring(0, space));
            String record = body.substring(space + 1, length - 1);
            int equals = record.indexOf('=');
            records.put(record.substring(0, equals), record.substring(equals + 1));
            body = body.substring(length);
        }
        return records;
    }

    private static Kind kind(char flag) {
        return switch (flag) {
            case '0' -> Kind.FILE;
            case '1' -> Kind.HARD_LINK;
            case '2' -> Kind.SYMLINK;
            case '3' -> Kind.CHARACTER_DEVICE;
            case '4' -> Kind.BLOCK_DEVICE;
            case '5' -> Kind.DIRECTORY;
            case '6' -> Kind.FIFO;
            default -> throw new AssertionError("type flag " + flag);
        };
    }

    private String text(int offset, int width) {
        String field = Latin.of(Arrays.copyOfRange(tar, offset, offset + width));
        int end = field.indexOf('\0');
        return end < 0 ? field : field.substring(0, end);
    }

    private long number(int offset, int width) {
        String octal =
                new String(tar, offset, width - 1, US_ASCII).replace("\0", "").strip();
        return octal.isEmpty() ? 0 : Long.parseLong(octal, 8);
    }
}
