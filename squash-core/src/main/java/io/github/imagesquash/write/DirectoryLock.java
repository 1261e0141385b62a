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
 * deleted with the lock. The file of a killed process is not locked, and the next one takes it. If a file system does
 * not support locks, there is no waiting.
 */
final class DirectoryLock implements AutoCloseable {
    static final String NAME = ".squash.lock";

    /**
     * File locks belong to a process, not to a thread, and closing any channel of a file releases them. So only one
     * thread uses such files at a time.
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
     * Waits for the lock.
     *
     * @param directory not closed
     * @throws InterruptedIOException if the thread is interrupted meanwhile
     * @throws IOException if no file can be created in the directory
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
     * Deletes the file of a killed process.
     *
     * @return whether there was one
     */
    static boolean deleteLeftover(OpenDirectory directory) throws IOException {
        boolean left = directory.attributes(FILE).isPresent();
        if (left) {
            of(directory).close();
        }
        return left;
    }

    /** The previous owner of the lock deleted the file: the locked file is then no longer the one with this name. */
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
            // Another process has the lock, or left it.
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

    /** Releases the lock, and deletes its file. */
    @Override
    public void close() throws IOException {
        try (channel) {
            directory.delete(FILE);
        } finally {
            IN_PROCESS.unlock();
        }
    }

    /** The identity of a file, which distinguishes it from a later one with its name and perhaps its inode number. */
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
