// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.blob.NamedChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Files that appear in a directory only when all are complete. A new directory is created beside its final name and
 * moved there. Into an existing directory the files are moved one by one, from a directory inside it; the last one
 * refers to the others. Closing it before that leaves nothing behind. The files of a killed process are deleted by the
 * next output to the same directory, as with {@link OutputFile}.
 */
final class OutputDirectory implements AutoCloseable {
    private static final Path NEW = Path.of("new");
    private static final Path UNNAMED = Path.of("unnamed");

    private final OutputName name;
    private final Path target;
    private final Path parent;
    private final boolean existed;
    private final boolean sync;
    /** The directory itself if it existed, otherwise its future parent. */
    private final OpenDirectory place;

    private final TemporarySibling temporary;
    /** Other users cannot enter it, while its files already have their final permissions. */
    private final OpenDirectory hidden;

    private final OpenDirectory staging;
    private final List<String> names = new ArrayList<>();

    /**
     * Begins a new directory, or prepares adding to an existing one.
     *
     * @param sync whether files become visible only when they would survive a loss of power
     * @throws FileSystemException if its parent directory does not exist, or if the name is that of a file
     */
    OutputDirectory(Path path, boolean sync) throws IOException {
        this.sync = sync;
        existed = Files.exists(path);
        target = existed ? path.toRealPath() : path.toAbsolutePath().normalize();
        if (existed && !Files.isDirectory(target)) {
            throw new FileSystemException(path.toString(), null, "is not a directory");
        }
        if (target.getParent() == null) {
            throw new FileSystemException(path.toString(), null, "is the root directory; name one below it");
        }
        parent = target.getParent();
        if (!Files.isDirectory(parent)) {
            throw new NoSuchFileException(parent.toString(), null, "no such directory for the output");
        }
        // Only inside the directory the same file system is certain, and the user may not be allowed to write to the
        // one above.
        name = new OutputName(path, existed ? target : parent);
        place = name.named(() -> OpenDirectory.of(existed ? target : parent));
        try (CloseOnFailure begun = new CloseOnFailure()) {
            begun.keep(place);
            if (existed) {
                name.named(() -> DirectoryLock.deleteLeftover(place));
            }
            temporary = begun.keep(name.named(() -> TemporarySibling.of(place, target.getFileName())));
            if (existed) {
                deleteLeftoversBeside();
            }
            hidden = begun.keep(name.named(temporary::makeDirectory));
            staging = begun.keep(name.named(() -> hidden.made(NEW)));
            begun.succeed();
        }
    }

    /** Processes that were killed before the directory existed left their files beside it. */
    private void deleteLeftoversBeside() throws IOException {
        try (OpenDirectory above = OpenDirectory.of(parent)) {
            StaleTemporaryFiles.delete(above, target.getFileName(), temporary.owner());
        } catch (FileSystemException e) {
            // Not accessible for this user.
        }
    }

    /** The directory under its final name. */
    Path target() {
        return target;
    }

    /** The directory with the files that will become visible. */
    Path staging() {
        return staging.path();
    }

    /** An empty file without a name yet; it is deleted unless {@link #name} is called. */
    FileChannel unnamed() throws IOException {
        FileChannel channel = name.named(() -> {
            staging.delete(UNNAMED);
            return staging.create(UNNAMED);
        });
        return NamedChannel.of(channel, name.path().toString());
    }

    /** Gives the unnamed file its name. */
    void name(String file) throws IOException {
        note(file);
        name.named(() -> within(staging, file, (directory, last) -> staging.move(UNNAMED, directory, last)));
    }

    /** Adds a small file; those that are added later become visible later. */
    void add(String file, byte[] content) throws IOException {
        note(file);
        name.named(() -> within(staging, file, (directory, last) -> write(directory, last, content)));
    }

    /** Adds a small file that becomes visible before all others. */
    void addFirst(String file, byte[] content) throws IOException {
        add(file, content);
        names.addFirst(names.removeLast());
    }

    private void note(String file) {
        names.remove(file);
        names.add(file);
    }

    private void write(OpenDirectory directory, Path file, byte[] content) throws IOException {
        directory.delete(file);
        try (FileChannel channel = directory.create(file)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            if (sync) {
                DiskSync.sync(channel);
            }
        }
    }

    /** An operation on a file in its directory. */
    @FunctionalInterface
    private interface Step {
        void run(OpenDirectory directory, Path file) throws IOException;
    }

    private static Path within(OpenDirectory root, String file, Step step) throws IOException {
        Path path = Path.of(file);
        try (ContainedPath inside = ContainedPath.of(root, path)) {
            step.run(inside.directory(), path.getFileName());
        }
        return path;
    }

    /**
     * Makes the directory visible with all files, if it is new.
     *
     * @return false if it already exists, and the files have to {@link #join} others
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
        if (sync) {
            ContainedPath.sync(staging, names);
        }
        hidden.move(NEW, place, target.getFileName());
        if (sync) {
            place.sync();
        }
        return target;
    }

    /** The directory, which exists. */
    OpenDirectory open() throws IOException {
        return name.named(() -> existed ? OpenDirectory.of(target) : place.directory(target.getFileName()));
    }

    /** Prevents others from adding files to the directory, which exists. */
    DirectoryLock lock(OpenDirectory there) throws IOException {
        return name.named(() -> DirectoryLock.of(there));
    }

    /** Makes the files visible in the directory, which exists and is locked. */
    void join(OpenDirectory there) throws IOException {
        name.named(() -> moveFiles(there));
    }

    private Path moveFiles(OpenDirectory there) throws IOException {
        List<String> added = new ArrayList<>();
        try {
            for (String file : names) {
                if (sync && file.equals(names.getLast())) {
                    // It refers to the others.
                    ContainedPath.sync(there, names);
                }
                within(there, file, (directory, last) -> {
                    boolean isNew = directory.attributes(last).isEmpty();
                    within(staging, file, (from, same) -> from.move(same, directory, last));
                    if (isNew) {
                        added.add(file);
                    }
                });
            }
        } catch (IOException e) {
            for (String file : added) {
                within(there, file, OpenDirectory::delete);
            }
            throw e;
        }
        if (sync) {
            ContainedPath.sync(there, names);
        }
        return target;
    }

    /** Whether the file is one of the files made visible. */
    boolean has(String file) {
        return names.contains(file);
    }

    @Override
    public void close() throws IOException {
        try (place;
                temporary;
                hidden) {
            staging.close();
        }
    }
}
