// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import static io.github.imagesquash.packages.SqlitePages.require;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * All rows of a table of an SQLite database: a b-tree whose interior pages name their children and whose leaves contain
 * the rows; long rows continue in a chain of overflow pages.
 *
 * @see <a href="https://www.sqlite.org/fileformat2.html">SQLite's file format</a> 1.6 and 2.6
 */
final class SqliteTable {
    private static final int INTERIOR = 5;
    private static final int LEAF = 13;

    private final SqlitePages pages;
    private final PackageCollector findings;

    /** Receives the rows one after the other. */
    @FunctionalInterface
    interface RowSink {
        void row(SqliteRow row) throws IOException, MalformedDatabaseException;
    }

    SqliteTable(SqlitePages pages, PackageCollector findings) {
        this.pages = pages;
        this.findings = findings;
    }

    /** Passes on all rows of a table, which must exist. */
    void rows(String table, RowSink sink) throws IOException, MalformedDatabaseException {
        Set<Long> roots = new HashSet<>();
        // type, name, table, root page, SQL
        walk(1, row -> {
            if (row.text(0).equals("table") && row.text(1).equals(table)) {
                roots.add(row.number(3));
            }
        });
        require(roots.size() == 1, "no table " + table);
        walk(roots.iterator().next(), sink);
    }

    /** A page may be the child of only one page, so that a loop ends. */
    private void walk(long root, RowSink sink) throws IOException, MalformedDatabaseException {
        Set<Long> seen = new HashSet<>();
        Deque<Long> left = new ArrayDeque<>();
        left.push(root);
        while (!left.isEmpty()) {
            long number = left.pop();
            require(seen.add(number), "page that is in the tree twice");
            ByteBuffer page = pages.page(number);
            int start = number == 1 ? SqlitePages.FILE_HEADER : 0;
            int type = page.get(start);
            require(type == INTERIOR || type == LEAF, "not a page of a table");
            int cells = Short.toUnsignedInt(page.getShort(start + 3));
            int pointers = start + (type == LEAF ? 8 : 12);
            require(pointers + 2 * cells <= pages.usable(), "more cells than fit into a page");
            if (type == INTERIOR) {
                left.push(Integer.toUnsignedLong(page.getInt(start + 8)));
            }
            for (int i = cells - 1; type == INTERIOR && i >= 0; i--) {
                left.push(Integer.toUnsignedLong(page.getInt(cell(page, pointers + 2 * i))));
            }
            for (int i = 0; type == LEAF && i < cells; i++) {
                sink.row(SqliteRow.of(payload(page, cell(page, pointers + 2 * i))));
            }
        }
    }

    private int cell(ByteBuffer page, int pointer) throws MalformedDatabaseException {
        int cell = Short.toUnsignedInt(page.getShort(pointer));
        require(cell <= pages.usable() - Integer.BYTES, "cell outside of its page");
        return cell;
    }

    private byte[] payload(ByteBuffer page, int cell) throws IOException, MalformedDatabaseException {
        page.limit(pages.usable()).position(cell);
        long length = SqliteRow.varint(page);
        SqliteRow.varint(page);
        require(length >= 0 && length <= pages.size(), "row longer than the file");
        findings.spend(length);
        byte[] payload = new byte[(int) length];
        int local = local(payload.length);
        require(local <= page.remaining(), "row outside of its page");
        page.get(payload, 0, local);
        if (local < payload.length) {
            require(page.remaining() >= Integer.BYTES, "row outside of its page");
            overflow(Integer.toUnsignedLong(page.getInt()), payload, local);
        }
        return payload;
    }

    /**
     * The part of a row in its leaf (1.6), in bytes: all, or as much as leaves the last overflow page full, or the
     * minimum.
     */
    private int local(int length) {
        int usable = pages.usable();
        if (length <= usable - 35) {
            return length;
        }
        int minimum = (usable - 12) * 32 / 255 - 23;
        int full = minimum + (length - minimum) % (usable - 4);
        return full <= usable - 35 ? full : minimum;
    }

    private void overflow(long first, byte[] payload, int from) throws IOException, MalformedDatabaseException {
        int done = from;
        for (long number = first; done < payload.length; ) {
            ByteBuffer page = pages.page(number);
            number = Integer.toUnsignedLong(page.getInt());
            int part = Math.min(pages.usable() - Integer.BYTES, payload.length - done);
            page.get(payload, done, part);
            done += part;
        }
    }
}
