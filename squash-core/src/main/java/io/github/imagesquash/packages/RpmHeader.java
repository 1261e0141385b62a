// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A header in rpm's database: the number of index entries and of data bytes, the entries (tag, type, offset, count),
 * the data; all numbers big-endian.
 *
 * @see <a href="https://rpm-software-management.github.io/rpm/manual/format_header.html">rpm's header format</a>
 */
final class RpmHeader {
    static final int NAME = 1000;
    static final int VERSION = 1001;
    static final int RELEASE = 1002;
    static final int EPOCH = 1003;
    static final int SIZE = 1009;
    static final int ARCH = 1022;
    static final int FILEFLAGS = 1037;
    static final int SOURCERPM = 1044;
    static final int DIRINDEXES = 1116;
    static final int BASENAMES = 1117;
    static final int DIRNAMES = 1118;
    static final int LONGSIZE = 5009;

    /** Bits of {@link #FILEFLAGS}. */
    static final int FLAG_CONFIG = 1;

    static final int FLAG_GHOST = 1 << 6;

    private static final int TYPE_INT32 = 4;
    private static final int TYPE_INT64 = 5;
    private static final int TYPE_STRING = 6;
    private static final int TYPE_STRINGS = 8;
    private static final int TYPE_TRANSLATED = 9;
    private static final int LENGTHS = 8;
    private static final int ENTRY = 16;

    private final Map<Integer, List<String>> texts = new HashMap<>();
    private final Map<Integer, List<Long>> numbers = new HashMap<>();
    private final ByteBuffer blob;
    private final int data;

    private RpmHeader(ByteBuffer blob, int data) {
        this.blob = blob;
        this.data = data;
    }

    /** Parses a header that has a name. */
    static RpmHeader parse(byte[] bytes) throws MalformedDatabaseException {
        ByteBuffer blob = ByteBuffer.wrap(bytes);
        require(bytes.length >= LENGTHS);
        int entries = blob.getInt(0);
        require(entries > 0 && entries <= (bytes.length - LENGTHS) / ENTRY);
        RpmHeader header = new RpmHeader(blob, LENGTHS + entries * ENTRY);
        for (int i = 0; i < entries; i++) {
            header.entry(LENGTHS + i * ENTRY);
        }
        require(header.texts.containsKey(NAME));
        return header;
    }

    /** A tag's strings, as {@link RawText}; none if the header does not have it. */
    List<String> texts(int tag) {
        return texts.getOrDefault(tag, List.of());
    }

    /** A tag's first string; empty if the header does not have it. */
    String text(int tag) {
        return texts.getOrDefault(tag, List.of("")).getFirst();
    }

    /** A tag's numbers; none if the header does not have it. */
    List<Long> numbers(int tag) {
        return numbers.getOrDefault(tag, List.of());
    }

    private void entry(int at) throws MalformedDatabaseException {
        int tag = blob.getInt(at);
        int offset = blob.getInt(at + 8);
        int count = blob.getInt(at + 12);
        switch (tag) {
            case NAME, VERSION, RELEASE, ARCH, SOURCERPM, BASENAMES, DIRNAMES ->
                texts.put(tag, strings(blob.getInt(at + 4), start(offset), count));
            case EPOCH, SIZE, LONGSIZE, FILEFLAGS, DIRINDEXES ->
                numbers.put(tag, integers(blob.getInt(at + 4), start(offset), count));
            default -> {
                // about a hundred tags that are not needed here
            }
        }
    }

    private int start(int offset) throws MalformedDatabaseException {
        require(offset >= 0 && offset < blob.capacity() - data);
        return data + offset;
    }

    private List<String> strings(int type, int start, int count) throws MalformedDatabaseException {
        require(type == TYPE_STRING || type == TYPE_STRINGS || type == TYPE_TRANSLATED);
        require(count > 0 && count <= blob.capacity() - start);
        List<String> strings = new ArrayList<>(count);
        int at = start;
        for (int i = 0; i < count; i++) {
            int end = at;
            while (end < blob.capacity() && blob.get(end) != 0) {
                end++;
            }
            require(end < blob.capacity());
            strings.add(RawText.of(Arrays.copyOfRange(blob.array(), at, end)));
            at = end + 1;
        }
        return strings;
    }

    private List<Long> integers(int type, int start, int count) throws MalformedDatabaseException {
        require(type == TYPE_INT32 || type == TYPE_INT64);
        int width = type == TYPE_INT32 ? Integer.BYTES : Long.BYTES;
        require(count > 0 && count <= (blob.capacity() - start) / width);
        List<Long> integers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int at = start + i * width;
            integers.add(width == Integer.BYTES ? Integer.toUnsignedLong(blob.getInt(at)) : blob.getLong(at));
        }
        return integers;
    }

    private static void require(boolean sound) throws MalformedDatabaseException {
        if (!sound) {
            throw new MalformedDatabaseException("damaged rpm header");
        }
    }
}
