// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The special headers in front of an entry, and the entry's metadata with these applied: PAX local records (x) override
 * the header block, GNU long names (L, K) override both. An empty value leaves the header's.
 */
final class ExtendedHeaders {
    private static final long ID_COUNT = 1L << 32;
    /** chown(2) reads this user ID as "leave the owner unchanged", so it cannot own anything. */
    private static final long NO_ID = ID_COUNT - 1;

    /**
     * Records that are not kept: those that the header's components express, text about the archive, and data of the
     * machine that made the tar (access and change times, device, inode and link count). No engine reads the last ones.
     */
    private static final Set<String> NOT_KEPT = Set.of(
            "path",
            "linkpath",
            "size",
            "mtime",
            "uid",
            "gid",
            "uname",
            "gname",
            "atime",
            "ctime",
            "hdrcharset",
            "comment",
            "LIBARCHIVE.creationtime",
            "SCHILY.dev",
            "SCHILY.ino",
            "SCHILY.nlink");

    private static final byte[] EMPTY = {};

    private Map<String, byte[]> pax = Map.of();
    private byte[] longName = EMPTY;
    private byte[] longLinkName = EMPTY;

    /** Takes the records of a PAX local header; they replace those of an earlier one. */
    void pax(byte[] body) throws MalformedTarException {
        pax = PaxBody.parse(body);
    }

    void longName(byte[] body) {
        longName = upToNul(body);
    }

    void longLinkName(byte[] body) {
        longLinkName = upToNul(body);
    }

    Map<String, byte[]> pax() {
        return pax;
    }

    byte[] name(HeaderBlock block) {
        byte[] name = longName.length > 0 ? longName : value("path");
        return name.length > 0 ? name : block.name();
    }

    byte[] linkName(HeaderBlock block) {
        byte[] linkName = longLinkName.length > 0 ? longLinkName : value("linkpath");
        return linkName.length > 0 ? linkName : block.linkName();
    }

    /** Bytes stored in the tar; may be negative in a hostile one. */
    long size(HeaderBlock block) throws MalformedTarException {
        return number(block, HeaderField.SIZE, "size");
    }

    long uid(HeaderBlock block) throws MalformedTarException {
        return id(number(block, HeaderField.UID, "uid"), "uid");
    }

    long gid(HeaderBlock block) throws MalformedTarException {
        return id(number(block, HeaderField.GID, "gid"), "gid");
    }

    PaxTime mtime(HeaderBlock block) throws MalformedTarException {
        // Only their form is checked, because the engines refuse an entry with a wrong one.
        requireTime("atime");
        requireTime("ctime");
        byte[] value = value("mtime");
        long seconds = block.number(HeaderField.MTIME);
        return value.length > 0 ? PaxTime.parse(value) : new PaxTime(seconds, 0);
    }

    /** The records without a component in the header. */
    PaxRecords records() {
        if (pax.isEmpty()) {
            return PaxRecords.EMPTY;
        }
        Map<String, byte[]> kept = new HashMap<>(pax);
        kept.keySet().removeIf(key -> NOT_KEPT.contains(key) || key.startsWith(PaxSparse.PREFIX));
        return PaxRecords.of(kept);
    }

    /** The value of a record, empty if there is none. */
    byte[] value(String key) {
        return pax.getOrDefault(key, EMPTY);
    }

    /** A record's value as a whole number. */
    static long decimal(String key, byte[] value) throws MalformedTarException {
        String text = new String(value, StandardCharsets.ISO_8859_1);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw new MalformedTarException("PAX record " + key + " is not a number");
        }
    }

    /** A record's value, otherwise the field's; the field must be a number even if it does not count. */
    private long number(HeaderBlock block, HeaderField field, String key) throws MalformedTarException {
        byte[] value = value(key);
        long number = block.number(field);
        return value.length > 0 ? decimal(key, value) : number;
    }

    private void requireTime(String key) throws MalformedTarException {
        byte[] value = value(key);
        if (value.length > 0) {
            PaxTime.parse(value);
        }
    }

    /** Some archivers wrote the upper half of the range as negative IDs. */
    private static long id(long number, String what) throws MalformedTarException {
        long id = number == -1 || number == -2 ? number + ID_COUNT : number;
        if (id < 0 || id >= NO_ID) {
            throw new MalformedTarException(what + " " + number + " is outside of 0 to " + (NO_ID - 1));
        }
        return id;
    }

    private static byte[] upToNul(byte[] body) {
        int end = 0;
        while (end < body.length && body[end] != 0) {
            end++;
        }
        return Arrays.copyOf(body, end);
    }
}
