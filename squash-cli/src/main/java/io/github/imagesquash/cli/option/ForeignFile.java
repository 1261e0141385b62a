// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/** Checks whether another user may change a file that is used without being named. */
public final class ForeignFile {
    private static final String ROOT = "root";

    private ForeignFile() {}

    /** The reason in words; empty if only this user or root may change it. */
    public static Optional<String> of(Path file) {
        String me = ProcessHandle.current().info().user().orElse("");
        try {
            for (LinkOption[] links : new LinkOption[][] {{LinkOption.NOFOLLOW_LINKS}, {}}) {
                PosixFileAttributes there = Files.readAttributes(file, PosixFileAttributes.class, links);
                String owner = there.owner().getName();
                if (!me.isEmpty() && !owner.equals(me) && !owner.equals(ROOT)) {
                    return Optional.of(file + " belongs to " + owner);
                }
                // Links have all permissions.
                if (!there.isSymbolicLink() && isWritableByOthers(there.permissions())) {
                    return Optional.of(file + " can be written by other users");
                }
            }
            return Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            // This system has no owners of files, or the file cannot be read either.
            return Optional.empty();
        }
    }

    private static boolean isWritableByOthers(Set<PosixFilePermission> permissions) {
        return permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }
}
