// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import io.github.imagesquash.tree.RegularFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A part of a file, read at positions that its content gives. A position outside the part means that the file is
 * damaged.
 *
 * @param file the file
 * @param start position of the part in the file, in bytes
 * @param size its length, in bytes
 */
record FileSection(RegularFile file, long start, long size) {

    /** The whole file. */
    static FileSection of(DatabaseFile file) {
        return new FileSection(file.inode(), 0, file.inode().size());
    }

    /** A part of it. */
    FileSection part(long from, long length) throws MalformedDatabaseException {
        requireInside(from, length);
        return new FileSection(file, start + from, length);
    }

    /** The bytes from a position on; big-endian. */
    ByteBuffer read(long from, int length) throws IOException, MalformedDatabaseException {
        requireInside(from, length);
        byte[] bytes = new byte[length];
        file.read(start + from, bytes, 0, length);
        return ByteBuffer.wrap(bytes);
    }

    private void requireInside(long from, long length) throws MalformedDatabaseException {
        if (from < 0 || length < 0 || from > size || length > size - from) {
            throw new MalformedDatabaseException(from + "+" + length + " is outside of " + size + " bytes");
        }
    }
}
