// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

import java.io.OutputStream;
import java.nio.file.Path;

/** The destination of an image's file system. */
public sealed interface ExportTarget {
    /**
     * A tar file, which gets its name when it is complete.
     *
     * @param path the file; an existing one is replaced
     */
    record TarFile(Path path) implements ExportTarget {}

    /**
     * A stream that receives a tar. It is flushed, not closed.
     *
     * @param out the stream
     */
    record TarStream(OutputStream out) implements ExportTarget {}

    /**
     * A directory, which gets its name when it is complete. Owners, devices, the bits setuid and setgid, and most
     * extended attributes are left out unless root writes it. Only on Linux.
     *
     * @param path a new directory, or an empty one, which is replaced
     */
    record NewDirectory(Path path) implements ExportTarget {}
}
