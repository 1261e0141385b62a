// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

/**
 * One entry's metadata, with PAX and GNU extensions already applied. Names are the bytes in the archive. Not compared
 * by value: it holds arrays.
 *
 * @param name the path, not normalised
 * @param type what it is
 * @param mode permission bits with setuid, setgid and sticky, 0 to 07777
 * @param uid the owner, 0 to 2^32-2
 * @param gid the group, 0 to 2^32-2
 * @param mtimeSeconds seconds since 1970, may be negative
 * @param mtimeNanos 0 to 999,999,999, always counted forward from {@code mtimeSeconds}
 * @param size bytes of content after expansion of sparse files; 0 for everything but regular files
 * @param linkName the target of a symbolic or hard link, otherwise empty
 * @param deviceMajor the major number of a device, otherwise 0
 * @param deviceMinor the minor number of a device, otherwise 0
 * @param records PAX records that the components above do not express, including extended attributes
 */
public record TarHeader(
        byte[] name,
        EntryType type,
        int mode,
        long uid,
        long gid,
        long mtimeSeconds,
        int mtimeNanos,
        long size,
        byte[] linkName,
        int deviceMajor,
        int deviceMinor,
        PaxRecords records) {}
