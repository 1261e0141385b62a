// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import io.github.imagesquash.tree.RegularFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A part of a file that is read wherever something in it points to. To point outside of it is what no sound file does.
 *
 * @param file the file
 * @param start where the part begins in the file, in bytes
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
