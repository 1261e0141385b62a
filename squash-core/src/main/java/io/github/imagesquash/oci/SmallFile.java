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
 * Reads files that users write by hand, such as lists of patterns and credentials, whole and at once. What is none, a
 * directory, a device or a named pipe, is refused before it is read, as reading it may never end; a pipe that this process
 * was given open, such as {@code <(command)} of a shell, is read.
 */
public final class SmallFile {
    /** No file of this kind comes near. */
    static final int LARGEST = 16 << 20;

    private static final List<Path> DESCRIPTORS =
            List.of(Path.of("/dev/fd"), Path.of("/dev/stdin"), Path.of("/proc/self/fd"));

    private SmallFile() {}

    /**
     * The file's bytes.
     *
     * @throws FileSystemException naming the file, if it is not one or larger than 16 MiB
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

    /** The file as text in UTF-8; bytes that are none become U+FFFD. */
    public static String readText(Path file) throws IOException {
        return new String(read(file), StandardCharsets.UTF_8);
    }

    private static FileSystemException refusal(Path file, String reason) {
        return new FileSystemException(file.toString(), null, reason);
    }
}
