// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * An incomplete file or directory: {@code .NAME.<hex>.tmp} beside its final name. As long as its process runs, the
 * process holds a lock on {@code .NAME.<hex>.lock}, which contains the identity of the file. So {@link
 * StaleTemporaryFiles} can distinguish files of a killed process from files that another process is writing, and from
 * files to which another user gave this name. The lock is on a file of its own because it must outlast the closing of
 * the written one, which is closed before it is moved. If a file system does not support locks, leftovers stay.
 */
final class TemporarySibling implements AutoCloseable {
    static final String LOCK = ".lock";
    static final String UNFINISHED = ".tmp";

    /**
     * A part of the names of all files of this process. A process must not open its own lock files again: closing them
     * would release the lock.
     */
    static final String PROCESS = random();

    private final OpenDirectory directory;
    private final Path name;
    private final Path lockName;
    private final FileChannel lock;
    private String key = "";

    private TemporarySibling(OpenDirectory directory, Path name, Path lockName, FileChannel lock) {
        this.directory = directory;
        this.name = name;
        this.lockName = lockName;
        this.lock = lock;
    }

    /** Whether a name is that of a file in use while an output is written. */
    static boolean isTemporary(Path file) {
        String name = file.getFileName().toString();
        return name.equals(DirectoryLock.NAME) || name.matches("\\..*\\.[0-9a-f]{24}(" + LOCK + "|" + UNFINISHED + ")");
    }

    /**
     * A free name. Files of killed processes beside it are deleted.
     *
     * @param directory its directory; not closed
     * @param target the final name
     */
    static TemporarySibling of(OpenDirectory directory, Path target) throws IOException {
        while (true) {
            String name = "." + target + "." + PROCESS + random();
            Path lockName = Path.of(name + LOCK);
            FileChannel lock = directory.create(lockName);
            TemporarySibling sibling = new TemporarySibling(directory, Path.of(name + UNFINISHED), lockName, lock);
            if (sibling.claim()) {
                StaleTemporaryFiles.delete(directory, target, sibling.owner());
                return sibling;
            }
            // Another process deleted it as a leftover before it was locked.
            sibling.close();
        }
    }

    private static String random() {
        byte[] random = new byte[6];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private boolean claim() throws IOException {
        try {
            return lock.tryLock() != null && directory.attributes(lockName).isPresent();
        } catch (ClosedChannelException e) {
            close();
            throw e;
        } catch (IOException e) {
            // No locks here, and so no process deletes unlocked files.
            return true;
        }
    }

    /** The user of this process, if the system has owners. */
    Optional<UserPrincipal> owner() throws IOException {
        return directory.owner(lockName);
    }

    /** Creates it as a file, open for reading and writing. */
    FileChannel makeFile() throws IOException {
        FileChannel file = directory.create(name);
        try {
            remember();
            return file;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** Creates it as a directory that other users cannot enter. */
    OpenDirectory makeDirectory() throws IOException {
        Path path = directory.path().resolve(name);
        boolean permissions = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?> mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Files.createDirectory(path, permissions ? new FileAttribute<?>[] {mine} : new FileAttribute<?>[0]);
        remember();
        return directory.directory(name);
    }

    private void remember() throws IOException {
        key = directory.key(name).orElse("");
        ByteBuffer said = ByteBuffer.wrap(key.getBytes(StandardCharsets.UTF_8));
        while (said.hasRemaining()) {
            lock.write(said);
        }
    }

    /** Gives the file its final name, replacing any file with that name. */
    void moveTo(Path target) throws IOException {
        directory.move(name, directory, target);
    }

    /** Deletes the file or directory, unless it was moved, and releases the lock. */
    @Override
    public void close() throws IOException {
        try (lock) {
            directory.deleteAll(name, key);
            directory.delete(lockName);
        }
    }
}
