// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * The content of a PAX header as bytes: records of the form {@code "<length> <key>=<value>\n"}, where the length is
 * decimal and counts the whole record.
 */
final class PaxBody {
    /** The largest special header, in bytes; Go, and so every engine, refuses larger ones. */
    static final int MAX_SIZE = 1 << 20;

    private static final Set<String> TEXT_KEYS = Set.of("path", "linkpath", "uname", "gname");

    private final byte[] body;
    private final Map<String, byte[]> records = new HashMap<>();
    private final StringJoiner sparseMap = new StringJoiner(",");
    private String expectedSparseKey = PaxSparse.OFFSET;

    private PaxBody(byte[] body) {
        this.body = body;
    }

    /** The records by key, the last one where a key occurs twice. */
    static Map<String, byte[]> parse(byte[] body) throws MalformedTarException {
        PaxBody parser = new PaxBody(body);
        int at = 0;
        while (at < body.length) {
            at = parser.parseRecord(at);
        }
        if (parser.sparseMap.length() > 0) {
            parser.records.put(PaxSparse.MAP, latin1(parser.sparseMap.toString()));
        }
        return parser.records;
    }

    /** The body that holds these records, in their order. */
    static byte[] format(PaxRecords records) {
        byte[] body = new byte[size(records)];
        int[] at = {0};
        records.forEach((key, value) -> at[0] = putRecord(body, at[0], key, value));
        return body;
    }

    /** The length of {@link #format}'s result, in bytes. */
    static int size(PaxRecords records) {
        int[] size = {0};
        records.forEach((key, value) -> size[0] = Math.addExact(size[0], recordLength(key, value)));
        return size[0];
    }

    private static int putRecord(byte[] body, int from, String key, byte[] value) {
        int length = recordLength(key, value);
        byte[] head = latin1(length + " " + key + "=");
        System.arraycopy(head, 0, body, from, head.length);
        System.arraycopy(value, 0, body, from + head.length, value.length);
        body[from + length - 1] = '\n';
        return from + length;
    }

    private static int recordLength(String key, byte[] value) {
        int rest = " =\n".length() + key.length() + value.length;
        int length = rest + digits(rest);
        return rest + digits(length);
    }

    private static int digits(int number) {
        return Integer.toString(number).length();
    }

    private int parseRecord(int from) throws MalformedTarException {
        int space = indexOf((byte) ' ', from, body.length);
        int end = from + recordLength(from, space);
        int equals = indexOf((byte) '=', space + 1, end);
        if (equals == space + 1 || body[end - 1] != '\n') {
            throw malformed(from);
        }
        String key = new String(body, space + 1, equals - space - 1, StandardCharsets.ISO_8859_1);
        byte[] value = Arrays.copyOfRange(body, equals + 1, end - 1);
        requireNoNul(key, value);
        if (key.equals(PaxSparse.OFFSET) || key.equals(PaxSparse.NUM_BYTES)) {
            addToSparseMap(key, value);
        } else {
            records.put(key, value);
        }
        return end;
    }

    private int recordLength(int from, int space) throws MalformedTarException {
        try {
            int length = Integer.parseInt(new String(body, from, space - from, StandardCharsets.ISO_8859_1));
            if (length <= body.length - from) {
                return length;
            }
        } catch (NumberFormatException _) {
            // Reported below, as a length beyond the end is.
        }
        throw malformed(from);
    }

    /** Throws also if the range is empty, which happens if a record claims to be shorter than its own beginning. */
    private int indexOf(byte wanted, int from, int end) throws MalformedTarException {
        for (int i = from; i < end; i++) {
            if (body[i] == wanted) {
                return i;
            }
        }
        throw malformed(from);
    }

    /** As in Go: names are C strings in the kernel, while other values may be binary. */
    private static void requireNoNul(String key, byte[] value) throws MalformedTarException {
        if (key.indexOf(0) >= 0) {
            throw new MalformedTarException("NUL in the key of a PAX record");
        }
        if (TEXT_KEYS.contains(key) && new String(value, StandardCharsets.ISO_8859_1).indexOf(0) >= 0) {
            throw new MalformedTarException("NUL in PAX record " + key);
        }
    }

    /** Format 0.0 repeats two keys for each run of data, so that their order matters; 0.1 has one list instead. */
    private void addToSparseMap(String key, byte[] value) throws MalformedTarException {
        String number = new String(value, StandardCharsets.ISO_8859_1);
        if (!key.equals(expectedSparseKey) || number.contains(",")) {
            throw new MalformedTarException("sparse map is not made of pairs");
        }
        sparseMap.add(number);
        expectedSparseKey = key.equals(PaxSparse.OFFSET) ? PaxSparse.NUM_BYTES : PaxSparse.OFFSET;
    }

    private static MalformedTarException malformed(int at) {
        return new MalformedTarException("malformed PAX record at byte " + at + " of its header");
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
