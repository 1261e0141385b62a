// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import io.github.imagesquash.packages.RpmDatabase.HeaderSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * rpm's own database, {@code Packages.db}: pages of slots, each with the position of a package's header. All numbers
 * are little-endian, all positions are in blocks of 16 bytes.
 *
 * @see <a href="https://github.com/rpm-software-management/rpm/blob/master/lib/backend/ndb/rpmpkg.c">rpmpkg.c</a>
 */
final class NdbFile {
    private static final int MAGIC = 'R' | 'p' << 8 | 'm' << 16 | 'P' << 24;
    private static final int SLOT_MAGIC = 'S' | 'l' << 8 | 'o' << 16 | 't' << 24;
    private static final int BLOB_MAGIC = 'B' | 'l' << 8 | 'b' << 16 | 'S' << 24;
    private static final int PAGE = 4096;
    private static final int BLOCK = 16;

    /** The file's header takes the place of the first two slots. */
    private static final int HEADER = 2 * BLOCK;

    private NdbFile() {}

    /** Passes all headers on. */
    static void read(FileSection file, PackageCollector findings, HeaderSink sink)
            throws IOException, MalformedDatabaseException {
        ByteBuffer head = bytes(file, 0, HEADER);
        require(head.getInt(0) == MAGIC && head.getInt(4) == 0, "not an ndb file of version 0");
        long slotPages = Integer.toUnsignedLong(head.getInt(12));
        require(slotPages <= file.size() / PAGE, "more slots than fit into the file");
        for (long page = 0; page < slotPages; page++) {
            ByteBuffer slots = bytes(file, page * PAGE, PAGE);
            for (int at = page == 0 ? HEADER : 0; at < PAGE; at += BLOCK) {
                require(slots.getInt(at) == SLOT_MAGIC, "not a slot");
                // a slot without a package is free
                if (slots.getInt(at + 4) != 0) {
                    long place = Integer.toUnsignedLong(slots.getInt(at + 8)) * BLOCK;
                    sink.header(blob(file, place, slots.getInt(at + 4), findings));
                }
            }
        }
    }

    private static byte[] blob(FileSection file, long place, int packageIndex, PackageCollector findings)
            throws IOException, MalformedDatabaseException {
        ByteBuffer head = bytes(file, place, BLOCK);
        require(head.getInt(0) == BLOB_MAGIC && head.getInt(4) == packageIndex, "not the header of its slot");
        FileSection blob = file.part(place + BLOCK, Integer.toUnsignedLong(head.getInt(12)));
        findings.spend(blob.size());
        return blob.read(0, (int) blob.size()).array();
    }

    private static ByteBuffer bytes(FileSection file, long from, int length)
            throws IOException, MalformedDatabaseException {
        return file.read(from, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void require(boolean sound, String problem) throws MalformedDatabaseException {
        if (!sound) {
            throw new MalformedDatabaseException(problem);
        }
    }
}
