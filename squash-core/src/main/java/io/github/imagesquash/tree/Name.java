// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tree;

import io.github.imagesquash.message.Printable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One component of a path: bytes, compared as unsigned bytes. It has no charset, so {@code caf\xe9} and {@code
 * caf\xe8}, or two Unicode forms of one letter, stay two names.
 */
public final class Name implements Comparable<Name> {
    private final byte[] bytes;
    private final int hash;

    private Name(byte[] bytes) {
        this.bytes = bytes;
        this.hash = Arrays.hashCode(bytes);
    }

    /** A name of an ASCII text. */
    public static Name of(String ascii) {
        return new Name(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    /** A name of the bytes {@code from} to {@code to}, which are copied. */
    public static Name of(byte[] path, int from, int to) {
        return new Name(Arrays.copyOfRange(path, from, to));
    }

    /** Its length in bytes. */
    public int length() {
        return bytes.length;
    }

    /** Whether it begins with these ASCII characters. */
    public boolean startsWith(String ascii) {
        if (bytes.length < ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[i] != (byte) ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The rest of it from a position on; may be empty. */
    public Name from(int start) {
        return of(bytes, start, bytes.length);
    }

    /** Whether it is exactly these ASCII characters. */
    public boolean is(String ascii) {
        return bytes.length == ascii.length() && startsWith(ascii);
    }

    /** Copies its bytes into {@code target}, beginning at {@code at}. */
    public void copyTo(byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, bytes.length);
    }

    @Override
    public int compareTo(Name other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Name name && hash == name.hash && Arrays.equals(bytes, name.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** For messages only. */
    @Override
    public String toString() {
        return Printable.of(bytes);
    }
}
