// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tree;

import io.github.imagesquash.tar.PaxRecords;
import io.github.imagesquash.tar.TarHeader;
import java.time.Instant;

/**
 * The attributes of an inode, without its content.
 *
 * @param mode permission bits, 0 to 07777
 * @param uid the owner, 0 to 2^32-2
 * @param gid the group, 0 to 2^32-2
 * @param mtimeSeconds seconds since 1970, may be negative
 * @param mtimeNanos 0 to 999,999,999
 * @param records extended attributes and other PAX records
 */
public record Attributes(int mode, long uid, long gid, long mtimeSeconds, int mtimeNanos, PaxRecords records) {
    /** The attributes of a directory that no entry describes: mode 0755, owner root, time 1970. */
    public static final Attributes IMPLIED = new Attributes(0755, 0, 0, 0, 0, PaxRecords.EMPTY);

    /** The attributes of a tar entry. */
    public static Attributes of(TarHeader header) {
        return new Attributes(
                header.mode(),
                header.uid(),
                header.gid(),
                header.mtimeSeconds(),
                header.mtimeNanos(),
                header.records());
    }

    /** These attributes with a time no later than an instant; {@link Instant#MAX} leaves it. */
    public Attributes notAfter(Instant latest) {
        long limit = latest.getEpochSecond();
        boolean later = mtimeSeconds > limit || mtimeSeconds == limit && mtimeNanos > latest.getNano();
        return later ? new Attributes(mode, uid, gid, limit, latest.getNano(), records) : this;
    }

    /**
     * The attributes of an inode that gets one more name: the engines apply a hard link's own header to its inode, so
     * the later header counts, and extended attributes are combined.
     */
    public Attributes linkedBy(Attributes link) {
        return new Attributes(
                link.mode, link.uid, link.gid, link.mtimeSeconds, link.mtimeNanos, records.union(link.records));
    }
}
