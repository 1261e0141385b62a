// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Limits;
import io.github.imagesquash.tar.TarEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;

/**
 * A member of an archive that is stored without its holes, as bsdtar stores sparse files.
 *
 * @param size of the whole file, in bytes
 * @param extents the parts that are stored
 */
record SparseMember(long size, List<TarEntry.Extent> extents) {
    private static final int BUFFER = 1 << 16;

    SparseMember {
        extents = List.copyOf(extents);
    }

    /** Provides a file to write to. */
    interface Room {
        FileChannel newFile() throws IOException;
    }

    /**
     * The whole file. Its holes are holes again, so they take no space.
     *
     * @param archive the tar
     * @param where the name of the member in messages
     */
    FileRegion expand(FileRegion archive, String where, Limits limits, Room room) throws IOException {
        if (size > limits.maxBytes()) {
            throw new InvalidImageException(
                    where, "a sparse file of " + size + " bytes; --max-size raises the limit of " + limits.maxBytes());
        }
        FileChannel file = room.newFile();
        for (TarEntry.Extent extent : extents) {
            requireWhole(extent, archive, where);
            copy(archive.slice(extent.streamOffset(), extent.size()), file, extent.fileOffset());
        }
        if (file.size() < size) {
            file.write(ByteBuffer.allocate(1), size - 1);
        }
        return new FileRegion(file, 0, size);
    }

    private static void requireWhole(TarEntry.Extent extent, FileRegion archive, String where)
            throws InvalidImageException {
        long left = archive.size() - extent.streamOffset();
        if (extent.size() > left) {
            throw InvalidImageException.mismatch(where, "truncated", extent.size() + " bytes", Math.max(0, left));
        }
    }

    private static void copy(FileRegion data, FileChannel file, long offset) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (long at = 0; at < data.size(); at += BUFFER) {
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, data.read(at, buffer, 0, BUFFER));
            while (bytes.hasRemaining()) {
                file.write(bytes, offset + at + bytes.position());
            }
        }
    }
}
