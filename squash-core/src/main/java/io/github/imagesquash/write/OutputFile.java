// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.blob.NamedChannel;
import io.github.imagesquash.oci.FileKind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A file that appears under its name only when it is complete: written beside it, then moved there in one step. Closing
 * it without {@link #commit} leaves nothing behind, and an older file with the name stays. A killed process cannot
 * clean up: it leaves {@code .NAME.<hex>.tmp} and {@code .NAME.<hex>.lock}, which the next output to the same name
 * deletes. Several processes may write to one name at once; the last one to commit gets it.
 */
public final class OutputFile implements AutoCloseable {
    private final OutputName name;
    private final Path target;
    private final boolean sync;
    private final OpenDirectory directory;
    private final TemporarySibling temporary;
    private final FileChannel channel;
    private Optional<Writeback> writeback = Optional.empty();

    /**
     * Begins a file. An older file with the name is replaced even if it is read-only, as {@code mv} does. A symbolic
     * link to a file stays, and its target is replaced.
     *
     * @param sync whether it gets its name only when it would survive a loss of power
     * @throws FileSystemException if the directory does not exist or accepts no file, or if the name belongs to
     *     something other than a regular file
     */
    public OutputFile(Path path, boolean sync) throws IOException {
        this.sync = sync;
        target = Files.isSymbolicLink(path) && Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new FileSystemException(path.toString(), null, "is " + FileKind.of(target));
        }
        Path parent = Objects.requireNonNull(target.getParent(), "only the root has none, which is a directory");
        if (!Files.isDirectory(parent)) {
            throw new NoSuchFileException(parent.toString(), null, "no such directory for the output");
        }
        name = new OutputName(path, parent);
        directory = name.named(() -> OpenDirectory.of(parent));
        try {
            temporary = name.named(() -> TemporarySibling.of(directory, target.getFileName()));
            channel = NamedChannel.of(name.named(() -> open(temporary)), path.toString());
        } catch (IOException e) {
            directory.close();
            throw e;
        }
    }

    private static FileChannel open(TemporarySibling temporary) throws IOException {
        try {
            return temporary.makeFile();
        } catch (IOException e) {
            temporary.close();
            throw e;
        }
    }

    /** Begins to send bytes to the disk while more are written, if they are waited for. Worth it only for large files. */
    public void syncEarly() {
        if (sync) {
            writeback = Optional.of(new Writeback(channel));
        }
    }

    /** An empty file, to be written from its beginning. */
    public FileChannel channel() {
        return channel;
    }

    /**
     * Gives the complete file its name, replacing an older one.
     *
     * @throws FileSystemException if there is not enough space, or if it cannot get the name; the older file then stays
     */
    public void commit() throws IOException {
        if (writeback.isPresent()) {
            writeback.get().finish();
        } else if (sync) {
            DiskSync.sync(channel);
        }
        // Some network file systems report only now that there is not enough space.
        channel.close();
        name.named(() -> {
            temporary.moveTo(target.getFileName());
            if (sync) {
                directory.sync();
            }
            return target;
        });
    }

    @Override
    public void close() throws IOException {
        try (directory;
                temporary) {
            writeback.ifPresent(Writeback::close);
            channel.close();
        }
    }
}
