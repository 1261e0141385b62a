// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.image.RemainingLimits;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Printable;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** The files of an archive by name, whether it is a tar or a directory. Names are those of control files. */
sealed interface ArchiveFiles extends Closeable permits ArchiveIndex, LayoutDirectory {
    /** A parsed document takes about this many times its length in memory, and all documents of an archive are kept. */
    int DOCUMENT_WEIGHT = 16;

    /** The name of the archive in messages. */
    String where();

    /**
     * The content of a file.
     *
     * @return empty if there is no such file
     * @throws InvalidImageException if it leads out of the archive, or is not a file
     */
    Optional<FileRegion> find(String name) throws IOException;

    /** The names at the top level. */
    ShallowNames shallowNames() throws IOException;

    /** The remaining limits for names and control files. */
    RemainingLimits budget();

    /** As {@link #find}, for a required file. */
    default FileRegion require(String name) throws IOException {
        Optional<FileRegion> region = find(name);
        if (region.isEmpty()) {
            throw new InvalidImageException(where(), "\"" + Printable.of(name) + "\" is missing");
        }
        return region.get();
    }

    /**
     * The bytes of a control file.
     *
     * @param maxBytes the maximum size
     */
    default byte[] document(String name, int maxBytes) throws IOException {
        FileRegion region = require(name);
        if (region.size() > maxBytes) {
            throw new InvalidImageException(
                    whereOf(name), region.size() + " bytes of JSON; at most " + maxBytes + " are read");
        }
        return read(name, region);
    }

    /** The bytes of a control file whose size was checked. */
    default byte[] read(String name, FileRegion document) throws IOException {
        budget().spendMetadata(DOCUMENT_WEIGHT * document.size(), whereOf(name));
        return document.readAll();
    }

    /** The name of a file in messages. */
    default String whereOf(String name) {
        return where() + ": " + Printable.of(name);
    }

    /** The error for a name that leads out of the archive. */
    default InvalidImageException escaping(String name) {
        return new InvalidImageException(where(), "\"" + Printable.of(name) + "\" leads out of the archive");
    }
}
