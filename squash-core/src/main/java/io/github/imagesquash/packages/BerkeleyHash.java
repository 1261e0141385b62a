// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import io.github.imagesquash.packages.RpmDatabase.HeaderSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A Berkeley DB hash, {@code Packages}. Its buckets do not matter: the values on all hash pages are the headers, each
 * on a chain of overflow pages of its own, unless it is very short. Numbers have the byte order of the machine that
 * wrote it.
 *
 * @see <a href="https://github.com/berkeleydb/libdb/blob/master/src/dbinc/db_page.h">db_page.h</a>
 */
final class BerkeleyHash {
    private static final int MAGIC = 0x00061561;
    private static final int PAGE_HEADER = 26;
    private static final int TYPE_AT = 25;
    private static final int PAGE_UNSORTED = 2;
    private static final int PAGE_OVERFLOW = 7;
    private static final int PAGE_META = 8;
    private static final int PAGE_HASH = 13;
    private static final int ITEM_INLINE = 1;
    private static final int ITEM_ELSEWHERE = 3;
    private static final int ELSEWHERE_SIZE = 12;

    /** Shorter values are not headers, but the number of the next package. */
    private static final int SHORTEST_HEADER = 16;

    private final FileSection file;
    private final PackageCollector findings;
    private final HeaderSink sink;
    private final ByteOrder order;
    private final int pageSize;
    private final long pages;

    private BerkeleyHash(FileSection file, PackageCollector findings, HeaderSink sink)
            throws IOException, MalformedDatabaseException {
        ByteBuffer meta = file.read(0, 72);
        this.file = file;
        this.findings = findings;
        this.sink = sink;
        this.order = meta.getInt(12) == MAGIC ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        meta.order(order);
        this.pageSize = meta.getInt(20);
        require(meta.getInt(12) == MAGIC && meta.get(TYPE_AT) == PAGE_META, "not a Berkeley DB hash");
        require(meta.get(24) == 0, "encrypted");
        require(pageSize >= 512 && pageSize <= 65536 && Integer.bitCount(pageSize) == 1, "impossible page size");
        this.pages = file.size() / pageSize;
    }

    /** Passes all headers on. */
    static void read(FileSection file, PackageCollector findings, HeaderSink sink)
            throws IOException, MalformedDatabaseException {
        BerkeleyHash hash = new BerkeleyHash(file, findings, sink);
        for (long number = 1; number < hash.pages; number++) {
            int type = hash.bytes(number * hash.pageSize + TYPE_AT, 1).get(0);
            if (type == PAGE_HASH || type == PAGE_UNSORTED) {
                hash.values(hash.page(number));
            }
        }
    }

    /**
     * Items come in pairs, key and value; they grow from the page's end, and each ends where the previous one begins.
     */
    private void values(ByteBuffer page) throws IOException, MalformedDatabaseException {
        int items = Short.toUnsignedInt(page.getShort(20));
        require(PAGE_HEADER + 2 * items <= pageSize, "more items than fit into a page");
        for (int i = 1; i < items; i += 2) {
            int begin = Short.toUnsignedInt(page.getShort(PAGE_HEADER + 2 * i));
            int end = Short.toUnsignedInt(page.getShort(PAGE_HEADER + 2 * (i - 1)));
            require(begin < end && end <= pageSize, "item outside of its page");
            int type = page.get(begin);
            if (type == ITEM_ELSEWHERE) {
                require(end - begin == ELSEWHERE_SIZE, "item of an impossible length");
                sink.header(chain(Integer.toUnsignedLong(page.getInt(begin + 4)), page.getInt(begin + 8)));
            } else if (type == ITEM_INLINE && end - begin > SHORTEST_HEADER) {
                byte[] header = new byte[end - begin - 1];
                page.get(begin + 1, header);
                sink.header(header);
            }
        }
    }

    private byte[] chain(long first, int length) throws IOException, MalformedDatabaseException {
        require(length > 0 && length <= file.size(), "value longer than the file");
        findings.spend(length);
        byte[] value = new byte[length];
        int done = 0;
        for (long number = first; done < length; ) {
            ByteBuffer page = page(number);
            int part = Short.toUnsignedInt(page.getShort(22));
            require(page.get(TYPE_AT) == PAGE_OVERFLOW, "not an overflow page");
            require(
                    part > 0 && part <= pageSize - PAGE_HEADER && part <= length - done,
                    "overflow page of a wrong length");
            page.get(PAGE_HEADER, value, done, part);
            done += part;
            number = Integer.toUnsignedLong(page.getInt(16));
        }
        return value;
    }

    private ByteBuffer page(long number) throws IOException, MalformedDatabaseException {
        require(number < pages, "page outside of the file");
        return bytes(number * pageSize, pageSize);
    }

    private ByteBuffer bytes(long from, int length) throws IOException, MalformedDatabaseException {
        return file.read(from, length).order(order);
    }

    private static void require(boolean sound, String problem) throws MalformedDatabaseException {
        if (!sound) {
            throw new MalformedDatabaseException(problem);
        }
    }
}
