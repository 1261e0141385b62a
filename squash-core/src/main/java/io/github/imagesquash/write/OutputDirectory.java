package io.github.imagesquash.write;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files that appear in a directory only when all are complete. A new directory is made beside its final name and moved
 * there; into one that exists the files are moved one by one, the last of them being what makes the others count.
 * Closing it without {@link #commit} leaves nothing behind.
 */
final class OutputDirectory implements AutoCloseable {
    private final Path target;
    private final boolean existed;
    private final Path staging;
    private final List<String> names = new ArrayList<>();

    /** @throws FileSystemException if the directory it is in does not exist, or the name is a file's */
    OutputDirectory(Path path) throws IOException {
        existed = Files.exists(path);
        target = existed ? path.toRealPath() : path.toAbsolutePath().normalize();
        if (existed && !Files.isDirectory(target)) {
            throw new FileSystemException(path.toString(), null, "is not a directory");
        }
        if (!Files.isDirectory(target.getParent())) {
            throw new NoSuchFileException(target.getParent().toString(), null, "no such directory for the output");
        }
        String temporary = "." + target.getFileName() + "." + TemporarySibling.random() + ".tmp";
        staging = Files.createDirectory(existed ? target.resolve(temporary) : target.resolveSibling(temporary));
    }

    /** Whether the directory was there before. */
    boolean existed() {
        return existed;
    }

    /** The directory under its final name. */
    Path target() {
        return target;
    }

    /** The directory with the files that are to become visible. */
    Path staging() {
        return staging;
    }

    /** A place for a file whose name is not known yet; it is lost unless {@link #name} is called. */
    Path unnamed() {
        return staging.resolve("unnamed");
    }

    /** Gives the unnamed file its name. */
    void name(String name) throws IOException {
        Files.move(unnamed(), place(name), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Adds a small file; those that are added later become visible later. */
    void add(String name, byte[] content) throws IOException {
        Files.write(place(name), content);
    }

    private Path place(String name) throws IOException {
        names.remove(name);
        names.add(name);
        Path place = staging.resolve(name);
        Files.createDirectories(place.getParent());
        return place;
    }

    /** Makes the files visible. */
    void commit() throws IOException {
        if (!existed) {
            Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        List<Path> added = new ArrayList<>();
        try {
            for (String name : names) {
                Path file = target.resolve(name);
                boolean isNew = !Files.exists(file);
                Files.createDirectories(file.getParent());
                Files.move(
                        staging.resolve(name),
                        file,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
                if (isNew) {
                    added.add(file);
                }
            }
        } catch (IOException e) {
            for (Path file : added) {
                Files.deleteIfExists(file);
            }
            throw e;
        }
    }

    /** Whether the file is one of those that were made visible. */
    boolean has(String name) {
        return names.contains(name);
    }

    @Override
    public void close() throws IOException {
        if (Files.exists(staging)) {
            List<Path> all;
            try (Stream<Path> files = Files.walk(staging)) {
                all = files.toList();
            }
            for (Path file : all.reversed()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
