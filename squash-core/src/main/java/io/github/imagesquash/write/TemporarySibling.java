package io.github.imagesquash.write;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The name of a file or directory that is not complete: {@code .NAME.<hex>.tmp} beside its own. As long as the process lives
 * that writes it, it holds a lock on an empty {@code .NAME.<hex>.lock}; so {@link Leftovers} can tell what a killed
 * process left from what another one is just writing. The lock is on a file of its own because it must outlast the
 * closing of the written one, which is closed before it is moved. Where a file system knows no locks, leftovers stay.
 */
final class TemporarySibling implements AutoCloseable {
    static final String LOCK = ".lock";
    static final String UNFINISHED = ".tmp";

    /**
     * In the names of all files of this process. A process must not open its own lock files again: closing them would
     * give up the lock.
     */
    static final String PROCESS = random();

    private final Path file;
    private final Path lockFile;
    private final FileChannel lock;

    private TemporarySibling(Path file, Path lockFile, FileChannel lock) {
        this.file = file;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /** Whether a file is called as those that are in use while an output is written. */
    static boolean isTemporary(Path file) {
        String name = file.getFileName().toString();
        return name.equals(DirectoryLock.NAME) || name.matches("\\..*\\.[0-9a-f]{24}(" + LOCK + "|" + UNFINISHED + ")");
    }

    /** A name that nothing has yet. */
    static TemporarySibling of(Path target) throws IOException {
        while (true) {
            String name = "." + target.getFileName() + "." + PROCESS + random();
            Path lockFile = target.resolveSibling(name + LOCK);
            FileChannel lock = FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            TemporarySibling sibling = new TemporarySibling(target.resolveSibling(name + UNFINISHED), lockFile, lock);
            if (sibling.claim()) {
                return sibling;
            }
            // Another process took it for a leftover before it was locked.
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
            return lock.tryLock() != null && Files.exists(lockFile);
        } catch (ClosedChannelException e) {
            close();
            throw e;
        } catch (IOException e) {
            // No locks here, and so nobody who deletes what is not locked.
            return true;
        }
    }

    /** The name, under which there is nothing yet. */
    Path file() {
        return file;
    }

    /** Deletes the file or directory, unless it was moved away, and gives up the lock. */
    @Override
    public void close() throws IOException {
        try (lock) {
            deleteAll(file);
            Files.deleteIfExists(lockFile);
        }
    }

    /** Deletes a file, or a directory with all that is in it; links are not followed. */
    static void deleteAll(Path file) throws IOException {
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> files = Files.walk(file)) {
            all = files.toList();
        }
        for (Path one : all.reversed()) {
            Files.deleteIfExists(one);
        }
    }
}
