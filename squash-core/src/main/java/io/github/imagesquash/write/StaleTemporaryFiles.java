// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;

/**
 * Files that a killed process of this user left beside the file or directory that it was writing: see {@link
 * TemporarySibling}. In a directory that others can write to, they can give any file such a name. So only files that a
 * lock file of this user names, and empty files, are deleted.
 */
final class StaleTemporaryFiles {
    /** A limit above the length of a file's key. */
    private static final int LONGEST_KEY = 200;

    private final OpenDirectory directory;
    private final String prefix;

    private final Optional<UserPrincipal> me;

    private StaleTemporaryFiles(OpenDirectory directory, Path target, Optional<UserPrincipal> me) {
        this.directory = directory;
        this.me = me;
        this.prefix = "." + target + ".";
    }

    /** Deletes the leftovers of this output that no running process holds. Files that cannot be deleted stay. */
    static void delete(OpenDirectory directory, Path target, Optional<UserPrincipal> me) {
        new StaleTemporaryFiles(directory, target, me).delete();
    }

    private void delete() {
        try {
            for (Path name : directory.names()) {
                if (isLockOfOther(name.toString())) {
                    deleteUnlessLocked(name);
                }
            }
        } catch (IOException e) {
            // A directory may be writable and not readable.
        }
    }

    private boolean isLockOfOther(String name) {
        return name.startsWith(prefix)
                && name.substring(prefix.length()).matches("[0-9a-f]{24}" + TemporarySibling.LOCK)
                && !name.startsWith(TemporarySibling.PROCESS, prefix.length());
    }

    private void deleteUnlessLocked(Path lockName) {
        try {
            if (!isFile(lockName) || !directory.owner(lockName).equals(me)) {
                return;
            }
            try (FileChannel lock = directory.open(lockName)) {
                if (lock.tryLock() != null && isFile(lockName)) {
                    String name = lockName.toString();
                    String stem = name.substring(0, name.length() - TemporarySibling.LOCK.length());
                    deleteOwn(Path.of(stem + TemporarySibling.UNFINISHED), said(lock));
                    directory.delete(lockName);
                }
            }
        } catch (IOException e) {
            // It belongs to another user, or was just deleted.
        }
    }

    private boolean isFile(Path name) throws IOException {
        return directory
                .attributes(name)
                .filter(BasicFileAttributes::isRegularFile)
                .isPresent();
    }

    private static String said(FileChannel lock) throws IOException {
        ByteBuffer said = ByteBuffer.allocate(LONGEST_KEY);
        while (said.hasRemaining() && lock.read(said) >= 0) {
            // Until no more arrives.
        }
        return new String(said.array(), 0, said.position(), StandardCharsets.UTF_8);
    }

    private void deleteOwn(Path unfinished, String key) throws IOException {
        Optional<BasicFileAttributes> there = directory.attributes(unfinished);
        if (there.isEmpty()) {
            return;
        }
        if (!key.isEmpty()) {
            directory.deleteAll(unfinished, key);
        } else if (there.get().isDirectory()) {
            // Killed before it could write its key.
            directory.deleteEmpty(unfinished);
        } else if (there.get().isRegularFile() && there.get().size() == 0) {
            directory.delete(unfinished);
        }
        if (directory.attributes(unfinished).isPresent()) {
            throw new FileSystemException(unfinished.toString(), null, "is not what the lock file says");
        }
    }
}
