// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The entries of a zip file, from the directory at its end, so that only the needed entries are read. The JDK reads
 * either files with a path or whole streams. Bytes in front of the archive, such as a script, are skipped.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE</a> 4.3
 */
final class ZipDirectory {
    private static final int END = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int END_64 = 0x06064b50;
    private static final int END_64_SIZE = 56;
    private static final int LOCATOR_64_SIZE = 20;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_SIZE = 46;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_SIZE = 30;
    private static final int LONGEST_CONTENT = 16 << 20;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    private final FileSection zip;
    private final List<Entry> entries = new ArrayList<>();

    /**
     * An entry.
     *
     * @param name as {@link RawText}
     * @param method its compression method
     * @param compressed its length in the archive, in bytes
     * @param size its length, in bytes
     * @param header position of its local header, in bytes
     */
    record Entry(String name, int method, long compressed, long size, long header) {
        /** Whether it is stored without compression. */
        boolean isStored() {
            return method == STORED;
        }
    }

    private ZipDirectory(FileSection zip) {
        this.zip = zip;
    }

    /** Reads the directory. */
    static ZipDirectory of(FileSection zip, PackageCollector findings) throws IOException, MalformedDatabaseException {
        ZipDirectory directory = new ZipDirectory(zip);
        directory.read(findings);
        return directory;
    }

    /** All entries, in the directory's order. */
    List<Entry> entries() {
        return entries;
    }

    private void read(PackageCollector findings) throws IOException, MalformedDatabaseException {
        long end = findEnd();
        ByteBuffer record = bytes(end, END_SIZE);
        long size = Integer.toUnsignedLong(record.getInt(12));
        long offset = Integer.toUnsignedLong(record.getInt(16));
        if (offset == 0xffff_ffffL || record.getShort(10) == -1) {
            end -= LOCATOR_64_SIZE + END_64_SIZE;
            record = bytes(end, END_64_SIZE);
            require(record.getInt(0) == END_64);
            size = record.getLong(40);
            offset = record.getLong(48);
        }
        FileSection directory = zip.part(end - size, size);
        findings.spend(size);
        readEntries(directory.read(0, (int) size).order(ByteOrder.LITTLE_ENDIAN), end - size - offset);
    }

    private long findEnd() throws IOException, MalformedDatabaseException {
        int length = (int) Math.min(zip.size(), END_SIZE + LONGEST_COMMENT);
        ByteBuffer tail = bytes(zip.size() - length, length);
        for (int at = length - END_SIZE; at >= 0; at--) {
            if (tail.getInt(at) == END) {
                return zip.size() - length + at;
            }
        }
        throw new MalformedDatabaseException("no end of a zip directory");
    }

    private void readEntries(ByteBuffer directory, long shift) throws MalformedDatabaseException {
        int at = 0;
        while (directory.capacity() - at >= ENTRY_SIZE && directory.getInt(at) == ENTRY) {
            int nameLength = Short.toUnsignedInt(directory.getShort(at + 28));
            int next = at
                    + ENTRY_SIZE
                    + nameLength
                    + Short.toUnsignedInt(directory.getShort(at + 30))
                    + Short.toUnsignedInt(directory.getShort(at + 32));
            require(next <= directory.capacity());
            byte[] name = new byte[nameLength];
            directory.get(at + ENTRY_SIZE, name);
            entries.add(new Entry(
                    RawText.of(name),
                    directory.getShort(at + 10),
                    Integer.toUnsignedLong(directory.getInt(at + 20)),
                    Integer.toUnsignedLong(directory.getInt(at + 24)),
                    Integer.toUnsignedLong(directory.getInt(at + 42)) + shift));
            at = next;
        }
        require(at == directory.capacity());
    }

    /** The position of a stored entry's bytes. */
    FileSection stored(Entry entry) throws IOException, MalformedDatabaseException {
        ByteBuffer local = bytes(entry.header(), LOCAL_SIZE);
        require(local.getInt(0) == LOCAL);
        long names = Short.toUnsignedLong(local.getShort(26)) + Short.toUnsignedLong(local.getShort(28));
        return zip.part(entry.header() + LOCAL_SIZE + names, entry.compressed());
    }

    /** An entry's content; at most {@value #LONGEST_CONTENT} bytes. */
    byte[] content(Entry entry, PackageCollector findings) throws IOException, MalformedDatabaseException {
        require(entry.size() <= LONGEST_CONTENT);
        FileSection stored = stored(entry);
        findings.spend(entry.compressed() + entry.size());
        byte[] compressed = stored.read(0, (int) entry.compressed()).array();
        return switch (entry.method()) {
            case STORED -> compressed;
            case DEFLATED -> inflate(compressed, (int) entry.size());
            default -> throw new MalformedDatabaseException("compressed by method " + entry.method());
        };
    }

    private static byte[] inflate(byte[] compressed, int size) throws MalformedDatabaseException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(compressed);
            byte[] content = new byte[size];
            int done = 0;
            for (int n = -1; n != 0; done += n) {
                n = inflater.inflate(content, done, size - done);
            }
            require(done == size);
            return content;
        } catch (DataFormatException e) {
            throw new MalformedDatabaseException("not deflated: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }

    private ByteBuffer bytes(long from, int length) throws IOException, MalformedDatabaseException {
        return zip.read(from, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void require(boolean sound) throws MalformedDatabaseException {
        if (!sound) {
            throw new MalformedDatabaseException("damaged zip file");
        }
    }
}
