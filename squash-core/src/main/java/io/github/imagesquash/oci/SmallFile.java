// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads small files that users write, such as lists of patterns and credentials, as a whole. A directory, a device or a
 * named pipe is refused before it is read, because reading it may never end. An open pipe that this process was given,
 * such as {@code <(command)} of a shell, is read.
 */
public final class SmallFile {
    /** No real file of this kind is nearly as large. */
    static final int LARGEST = 16 << 20;

    private static final List<Path> DESCRIPTORS =
            List.of(Path.of("/dev/fd"), Path.of("/dev/stdin"), Path.of("/proc/self/fd"));

    private SmallFile() {}

    /**
     * The file's bytes.
     *
     * @throws FileSystemException naming the path, if it is not a file or is larger than 16 MiB
     */
    public static byte[] read(Path file) throws IOException {
        boolean given = DESCRIPTORS.stream().anyMatch(file::startsWith);
        if (!given || Files.isDirectory(file)) {
            FileKind.requireFile(file);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw refusal(file, "is larger than " + (LARGEST >> 20) + " MiB, which no such file is");
            }
            return bytes;
        }
    }

    /** The file as text in UTF-8; invalid bytes become U+FFFD. */
    public static String readText(Path file) throws IOException {
        return new String(read(file), StandardCharsets.UTF_8);
    }

    private static FileSystemException refusal(Path file, String reason) {
        return new FileSystemException(file.toString(), null, reason);
    }
}
