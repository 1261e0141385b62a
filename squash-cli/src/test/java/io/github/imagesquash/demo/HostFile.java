// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A regular file of this machine, to be put into an image.
 *
 * @param content the bytes
 * @param mode permission bits, without setuid, setgid and sticky
 * @param modified seconds since 1970
 */
record HostFile(byte[] content, int mode, long modified) {

    /** Reads a file, or what a symbolic link leads to. */
    static HostFile read(Path path) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            FileTime modified = Files.getLastModifiedTime(path);
            return new HostFile(
                    Files.readAllBytes(path),
                    octal(permissions),
                    modified.toInstant().getEpochSecond());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a file is one that {@link #read} can read and that is no symbolic link. */
    static boolean isPlain(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && Files.isReadable(path);
    }

    private static int octal(Set<PosixFilePermission> permissions) {
        String letters = PosixFilePermissions.toString(permissions);
        int mode = 0;
        for (int i = 0; i < letters.length(); i++) {
            mode = mode << 1 | (letters.charAt(i) == '-' ? 0 : 1);
        }
        return mode;
    }
}
