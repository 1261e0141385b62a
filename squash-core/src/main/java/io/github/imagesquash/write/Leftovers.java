package io.github.imagesquash.write;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What a process that was killed left beside the file or directory it was writing: see {@link TemporarySibling}. */
final class Leftovers {
    private final Path target;
    private final String prefix;

    private Leftovers(Path target) {
        this.target = target;
        this.prefix = "." + target.getFileName() + ".";
    }

    /** Deletes the leftovers of this output that no living process holds. What cannot be deleted stays. */
    static void delete(Path target) {
        new Leftovers(target).delete();
    }

    private void delete() {
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(target.getParent(), this::isLockOfOther)) {
            locks.forEach(Leftovers::deleteUnlessLocked);
        } catch (IOException | DirectoryIteratorException e) {
            // A directory may be writable and not readable.
        }
    }

    private boolean isLockOfOther(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(prefix)
                && name.substring(prefix.length()).matches("[0-9a-f]{24}" + TemporarySibling.LOCK)
                && !name.startsWith(TemporarySibling.PROCESS, prefix.length())
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static void deleteUnlessLocked(Path lockFile) {
        try (FileChannel lock = FileChannel.open(lockFile, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (lock.tryLock() != null) {
                String name = lockFile.getFileName().toString();
                String stem = name.substring(0, name.length() - TemporarySibling.LOCK.length());
                TemporarySibling.deleteAll(lockFile.resolveSibling(stem + TemporarySibling.UNFINISHED));
                Files.deleteIfExists(lockFile);
            }
        } catch (IOException | UncheckedIOException e) {
            // Somebody else's, or just deleted.
        }
    }
}
