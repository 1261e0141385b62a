package io.github.imagesquash.write;

import io.github.imagesquash.blob.NamedChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Files that appear in a directory only when all are complete. A new directory is made beside its final name and moved
 * there; into one that exists the files are moved one by one, out of a directory in it, the last of them being what makes
 * the others count. Closing it before that leaves nothing behind; what a process that was killed could not delete, the next
 * output to the same directory does, as with {@link OutputFile}.
 */
final class OutputDirectory implements AutoCloseable {
    private final OutputName name;
    private final Path target;
    private final boolean existed;
    private final boolean sync;
    private final TemporarySibling temporary;
    private final List<String> names = new ArrayList<>();

    /**
     * Begins a directory, or makes ready to add to one.
     *
     * @param sync whether files become visible when they would outlast a loss of power, and not before
     * @throws FileSystemException if the directory it is in does not exist, or the name is a file's
     */
    OutputDirectory(Path path, boolean sync) throws IOException {
        this.sync = sync;
        existed = Files.exists(path);
        target = existed ? path.toRealPath() : path.toAbsolutePath().normalize();
        if (existed && !Files.isDirectory(target)) {
            throw new FileSystemException(path.toString(), null, "is not a directory");
        }
        if (!Files.isDirectory(target.getParent())) {
            throw new NoSuchFileException(target.getParent().toString(), null, "no such directory for the output");
        }
        // Only in the directory itself is the same file system certain; who may write to it may not to the one above.
        Path place = existed ? target.resolve(target.getFileName()) : target;
        Leftovers.delete(target);
        Leftovers.delete(place);
        name = new OutputName(path, place.getParent());
        if (existed) {
            name.named(() -> DirectoryLock.deleteLeftover(target));
        }
        temporary = name.named(() -> TemporarySibling.of(place));
        begin();
    }

    private void begin() throws IOException {
        try {
            name.named(() -> Files.createDirectory(staging()));
        } catch (IOException e) {
            temporary.close();
            throw e;
        }
    }

    /** The directory under its final name. */
    Path target() {
        return target;
    }

    /** The directory with the files that are to become visible. */
    Path staging() {
        return temporary.file();
    }

    /** An empty file whose name is not known yet; it is lost unless {@link #name} is called. */
    FileChannel unnamed() throws IOException {
        FileChannel channel = name.named(() -> FileChannel.open(
                unnamedFile(),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE));
        return NamedChannel.of(channel, name.path().toString());
    }

    private Path unnamedFile() {
        return staging().resolve("unnamed");
    }

    /** Gives the unnamed file its name. */
    void name(String file) throws IOException {
        name.named(() -> Files.move(unnamedFile(), place(file), StandardCopyOption.REPLACE_EXISTING));
    }

    /** Adds a small file; those that are added later become visible later. */
    void add(String file, byte[] content) throws IOException {
        name.named(() -> write(place(file), content));
    }

    private Path write(Path place, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                place, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            if (sync) {
                Disk.sync(channel);
            }
        }
        return place;
    }

    /** Adds a small file that becomes visible before all others. */
    void addFirst(String file, byte[] content) throws IOException {
        add(file, content);
        names.addFirst(names.removeLast());
    }

    private Path place(String file) throws IOException {
        names.remove(file);
        names.add(file);
        Path place = staging().resolve(file);
        Files.createDirectories(place.getParent());
        return place;
    }

    /**
     * Makes the directory visible with all files, if it is new.
     *
     * @return false if it is not, and the files are to {@link #join} others
     */
    boolean appear() throws IOException {
        if (existed) {
            return false;
        }
        try {
            name.named(this::moveAll);
            return true;
        } catch (FileSystemException e) {
            if (Files.isDirectory(target)) {
                return false;
            }
            throw e;
        }
    }

    private Path moveAll() throws IOException {
        syncNames(staging(), names);
        Files.move(staging(), target, StandardCopyOption.ATOMIC_MOVE);
        if (sync) {
            Disk.syncNames(target.getParent());
        }
        return target;
    }

    private void syncNames(Path root, List<String> files) throws IOException {
        if (!sync) {
            return;
        }
        Set<Path> directories = new TreeSet<>();
        for (String file : files) {
            for (Path above = root.resolve(file).getParent(); above.startsWith(root); above = above.getParent()) {
                directories.add(above);
            }
        }
        // The deepest first.
        for (Path directory : List.copyOf(directories).reversed()) {
            Disk.syncNames(directory);
        }
    }

    /** Keeps others from joining files to the directory, which is there. */
    DirectoryLock lock() throws IOException {
        return name.named(() -> DirectoryLock.of(target));
    }

    /** Makes the files visible in the directory, which is there and locked. */
    void join() throws IOException {
        name.named(this::moveFiles);
    }

    private Path moveFiles() throws IOException {
        List<Path> added = new ArrayList<>();
        try {
            for (String file : names) {
                if (file.equals(names.getLast())) {
                    // It leads to the others.
                    syncNames(target, names);
                }
                Path place = target.resolve(file);
                boolean isNew = !Files.exists(place);
                Files.createDirectories(place.getParent());
                Files.move(
                        staging().resolve(file),
                        place,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
                if (isNew) {
                    added.add(place);
                }
            }
        } catch (IOException e) {
            for (Path file : added) {
                Files.deleteIfExists(file);
            }
            throw e;
        }
        syncNames(target, names);
        return target;
    }

    /** Whether the file is one of those that were made visible. */
    boolean has(String file) {
        return names.contains(file);
    }

    @Override
    public void close() throws IOException {
        temporary.close();
    }
}
