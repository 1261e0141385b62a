// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One header block of the tar; the next one overwrites its bytes. */
final class HeaderBlock {
    /** Bytes of a block; headers and contents begin at multiples of it. */
    static final int SIZE = 512;

    private static final byte[] ZEROS = new byte[SIZE];
    private static final byte[] USTAR_MAGIC = ascii("ustar\0");
    private static final byte[] GNU_MAGIC = ascii("ustar  \0");
    private static final byte[] STAR_TRAILER = ascii("tar\0");

    private final byte[] bytes = new byte[SIZE];

    /** The block itself, to be filled. */
    byte[] bytes() {
        return bytes;
    }

    boolean isZero() {
        return bytes[0] == 0 && Arrays.equals(bytes, ZEROS);
    }

    /** Checks the sum of the bytes; old tars summed them as signed numbers, which is accepted as well. */
    void verifyChecksum() throws MalformedTarException {
        int offset = HeaderField.CHECKSUM.offset();
        long expected = NumberField.parseOctal(bytes, offset, offset + HeaderField.CHECKSUM.width());
        int sum = sum(bytes);
        if (sum != expected && sum - 256 * bytesAbove127() != expected) {
            throw new MalformedTarException("header checksum: expected " + expected + ", found " + sum);
        }
    }

    byte typeFlag() {
        return bytes[HeaderField.TYPE_FLAG.offset()];
    }

    long number(HeaderField field) throws MalformedTarException {
        return field.number(bytes);
    }

    /** One half of the device number; headers older than ustar have none. */
    long deviceNumber(HeaderField field) throws MalformedTarException {
        return isUstar() || isGnu() ? field.number(bytes) : 0;
    }

    byte[] linkName() {
        return HeaderField.LINK_NAME.text(bytes);
    }

    /** The name with the prefix that ustar and star keep apart. */
    byte[] name() {
        byte[] name = HeaderField.NAME.text(bytes);
        byte[] prefix = prefix();
        if (prefix.length == 0) {
            return name;
        }
        byte[] path = Arrays.copyOf(prefix, prefix.length + 1 + name.length);
        path[prefix.length] = '/';
        System.arraycopy(name, 0, path, prefix.length + 1, name.length);
        return path;
    }

    /** Whether the header has GNU's layout, with a sparse map in the place of the prefix. */
    boolean isGnu() {
        return matches(HeaderField.MAGIC, GNU_MAGIC);
    }

    /** The sum of all bytes of a block, the checksum field counted as spaces. */
    static int sum(byte[] block) {
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        int field = HeaderField.CHECKSUM.offset();
        for (int i = field; i < field + HeaderField.CHECKSUM.width(); i++) {
            sum += ' ' - (block[i] & 0xff);
        }
        return sum;
    }

    private int bytesAbove127() {
        int count = 0;
        for (byte b : bytes) {
            count += b < 0 ? 1 : 0;
        }
        return count;
    }

    private byte[] prefix() {
        if (isUstar()) {
            boolean star = matches(HeaderField.STAR_TRAILER, STAR_TRAILER);
            return (star ? HeaderField.STAR_PREFIX : HeaderField.PREFIX).text(bytes);
        }
        return isGnu() && !hasGnuTimes() ? asciiPrefix() : new byte[0];
    }

    /**
     * Whether the place of the prefix contains GNU's access and change times. Go before 1.8, and so Docker before 2017,
     * wrote the prefix into GNU headers by mistake; such names are recognised by times that are not numbers.
     */
    private boolean hasGnuTimes() {
        try {
            HeaderField.GNU_ACCESS_TIME.number(bytes);
            HeaderField.GNU_CHANGE_TIME.number(bytes);
            return true;
        } catch (MalformedTarException _) {
            return false;
        }
    }

    private byte[] asciiPrefix() {
        byte[] prefix = HeaderField.PREFIX.text(bytes);
        for (byte b : prefix) {
            if (b < 0) {
                return new byte[0];
            }
        }
        return prefix;
    }

    private boolean isUstar() {
        return matches(HeaderField.MAGIC, USTAR_MAGIC);
    }

    private boolean matches(HeaderField field, byte[] value) {
        int from = field.offset();
        return Arrays.equals(bytes, from, from + value.length, value, 0, value.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
