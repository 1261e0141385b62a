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

/** Tells of a file that is found, and not named, whether another user decides what is in it. */
public final class ForeignFile {
    private static final String ROOT = "root";

    private ForeignFile() {}

    /** In words who decides; nothing if that is this user or root. */
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
            // Files of this system belong to nobody, or it cannot be read either.
            return Optional.empty();
        }
    }

    private static boolean isWritableByOthers(Set<PosixFilePermission> permissions) {
        return permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }
}
