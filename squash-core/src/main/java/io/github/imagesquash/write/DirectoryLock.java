// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one run at a time change what is visible in a directory: a lock on an empty file in it, {@value #NAME}, which is
 * deleted with the lock. What a killed process leaves is locked by nobody, and the next one takes it. Where a file system
 * knows no locks, nobody waits.
 */
final class DirectoryLock implements AutoCloseable {
    static final String NAME = ".squash.lock";

    /**
     * Locks of files are a process's, not a thread's, and closing any channel of a file gives them up: so only one thread
     * has to do with such files at a time.
     */
    private static final ReentrantLock IN_PROCESS = new ReentrantLock();

    private static final Path FILE = Path.of(NAME);

    private final OpenDirectory directory;
    private final FileChannel channel;

    private DirectoryLock(OpenDirectory directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /**
     * Waits until nobody else has the lock.
     *
     * @param directory not closed
     * @throws InterruptedIOException if the thread is interrupted meanwhile
     * @throws IOException if no file can be made in the directory
     */
    static DirectoryLock of(OpenDirectory directory) throws IOException {
        try {
            IN_PROCESS.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(e);
        }
        boolean locked = false;
        try {
            DirectoryLock lock = take(directory);
            locked = true;
            return lock;
        } finally {
            if (!locked) {
                IN_PROCESS.unlock();
            }
        }
    }

    /**
     * Deletes what a killed process left.
     *
     * @return whether there was something
     */
    static boolean deleteLeftover(OpenDirectory directory) throws IOException {
        boolean left = directory.attributes(FILE).isPresent();
        if (left) {
            of(directory).close();
        }
        return left;
    }

    /** Who had the lock deleted the file: what was waited for is then no longer the file of this name. */
    private static DirectoryLock take(OpenDirectory directory) throws IOException {
        while (true) {
            create(directory);
            Optional<Identity> opened = Identity.of(directory);
            DirectoryLock lock;
            try {
                lock = new DirectoryLock(directory, directory.open(FILE));
            } catch (NoSuchFileException e) {
                continue;
            }
            if (lock.await() && opened.isPresent() && opened.equals(Identity.of(directory))) {
                return lock;
            }
            lock.channel.close();
        }
    }

    private static void create(OpenDirectory directory) throws IOException {
        try {
            directory.create(FILE).close();
        } catch (FileAlreadyExistsException e) {
            // Somebody has the lock, or left it.
        }
    }

    private boolean await() throws IOException {
        try {
            return channel.lock().isValid();
        } catch (FileLockInterruptionException e) {
            channel.close();
            throw interrupted(e);
        } catch (IOException e) {
            // No locks here.
            return true;
        }
    }

    private static InterruptedIOException interrupted(Exception cause) {
        return (InterruptedIOException) new InterruptedIOException("interrupted").initCause(cause);
    }

    /** Gives up the lock, and leaves nothing of it. */
    @Override
    public void close() throws IOException {
        try (channel) {
            directory.delete(FILE);
        } finally {
            IN_PROCESS.unlock();
        }
    }

    /** What tells a file from another one that later has its name, and perhaps its number. */
    private record Identity(Optional<Object> key, FileTime created) {
        static Optional<Identity> of(OpenDirectory directory) throws IOException {
            Optional<BasicFileAttributes> there = directory.attributes(FILE);
            if (there.isPresent() && !there.get().isRegularFile()) {
                throw new FileSystemException(
                        directory.path().toString(), null, "\"" + NAME + "\" in it is not a regular file; delete it");
            }
            return there.map(one -> new Identity(Optional.ofNullable(one.fileKey()), one.creationTime()));
        }
    }
}
