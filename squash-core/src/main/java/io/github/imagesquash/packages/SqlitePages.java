// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * The pages of an SQLite database. Pages in its write-ahead log replace those of the file.
 *
 * @see <a href="https://www.sqlite.org/fileformat2.html">SQLite's file format</a> 1.3 and 4.1
 */
final class SqlitePages {
    private static final String MAGIC = "SQLite format 3\0";

    /** The size of the file header at the beginning of the first page, in bytes. */
    static final int FILE_HEADER = 100;

    private static final int LOG_MAGIC = 0x377f0682;
    private static final int LOG_HEADER = 32;
    private static final int FRAME_HEADER = 24;

    private final FileSection file;
    private final int pageSize;
    private final int usable;
    private final Map<Long, FileSection> logged = new HashMap<>();

    private SqlitePages(FileSection file) throws IOException, MalformedDatabaseException {
        ByteBuffer header = file.read(0, FILE_HEADER);
        int size = Short.toUnsignedInt(header.getShort(16));
        this.file = file;
        this.pageSize = size == 1 ? 65536 : size;
        this.usable = pageSize - Byte.toUnsignedInt(header.get(20));
        byte[] magic = new byte[MAGIC.length()];
        header.get(0, magic);
        require(RawText.of(magic).equals(MAGIC), "not an SQLite database");
        require(pageSize >= 512 && Integer.bitCount(pageSize) == 1 && usable >= 480, "impossible page size");
    }

    /** The pages of a closed database. */
    static SqlitePages of(FileSection file) throws IOException, MalformedDatabaseException {
        return new SqlitePages(file);
    }

    /** The pages of a database and its log, which is empty if the database was closed. */
    static SqlitePages of(FileSection file, FileSection log) throws IOException, MalformedDatabaseException {
        SqlitePages pages = new SqlitePages(file);
        if (log.size() > LOG_HEADER) {
            pages.replay(log);
        }
        return pages;
    }

    /**
     * Frames count up to the last one that ends a transaction; frames of an earlier use of the log have other salts.
     */
    private void replay(FileSection log) throws IOException, MalformedDatabaseException {
        ByteBuffer header = log.read(0, LOG_HEADER);
        require((header.getInt(0) & ~1) == LOG_MAGIC && header.getInt(8) == pageSize, "not the database's log");
        long salts = header.getLong(16);
        Map<Long, FileSection> transaction = new HashMap<>();
        long frame = FRAME_HEADER + (long) pageSize;
        for (long at = LOG_HEADER; at + frame <= log.size(); at += frame) {
            ByteBuffer head = log.read(at, FRAME_HEADER);
            if (head.getLong(8) != salts) {
                return;
            }
            transaction.put(Integer.toUnsignedLong(head.getInt(0)), log.part(at + FRAME_HEADER, pageSize));
            if (head.getInt(4) != 0) {
                logged.putAll(transaction);
                transaction.clear();
            }
        }
    }

    /** A page; the first one is 1. */
    ByteBuffer page(long number) throws IOException, MalformedDatabaseException {
        require(number > 0, "page 0");
        FileSection page = logged.get(number);
        return page == null ? file.read((number - 1) * pageSize, pageSize) : page.read(0, pageSize);
    }

    /** The number of usable bytes of a page. */
    int usable() {
        return usable;
    }

    /** The size of the database in bytes, which is more than any row has. */
    long size() {
        return file.size() + (long) logged.size() * pageSize;
    }

    static void require(boolean sound, String problem) throws MalformedDatabaseException {
        if (!sound) {
            throw new MalformedDatabaseException(problem);
        }
    }
}
