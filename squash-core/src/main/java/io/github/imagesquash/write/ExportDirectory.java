// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.group.LayerPlan;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A directory with the files of an image, which appears under its name only when it is complete, as with {@link
 * OutputFile}. Owners, devices, special bits and most extended attributes need root; for other users they are left out.
 */
public final class ExportDirectory implements AutoCloseable {
    private final Path target;
    private final OutputName name;
    private final OpenDirectory parent;
    private final TemporarySibling temporary;
    private final Path place;

    /**
     * Begins a directory.
     *
     * @throws FileSystemException if the name is that of something other than an empty directory, its parent does not
     *     exist, or this system is not Linux
     */
    public ExportDirectory(Path path) throws IOException {
        if (!SystemCalls.areSupported()) {
            throw new FileSystemException(
                    path.toString(), null, "a directory can only be written on Linux; write a tar");
        }
        target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath().normalize();
        requireEmpty(path, target);
        Path above = target.getParent();
        if (above == null || !Files.isDirectory(above)) {
            throw new NoSuchFileException(String.valueOf(above), null, "no such directory for the output");
        }
        name = new OutputName(path, above);
        parent = name.named(() -> OpenDirectory.of(above));
        try (CloseOnFailure begun = new CloseOnFailure()) {
            begun.keep(parent);
            temporary = begun.keep(name.named(() -> TemporarySibling.of(parent, target.getFileName())));
            try (OpenDirectory made = name.named(temporary::makeDirectory)) {
                place = made.path();
            }
            begun.succeed();
        }
    }

    private static void requireEmpty(Path path, Path target) throws IOException {
        if (Files.notExists(target)) {
            return;
        }
        if (!Files.isDirectory(target)) {
            throw new FileSystemException(path.toString(), null, "is not a directory");
        }
        try (Stream<Path> files = Files.list(target)) {
            if (files.findAny().isPresent()) {
                throw new FileSystemException(path.toString(), null, "is not empty; name a new directory");
            }
        }
    }

    /**
     * Creates all files.
     *
     * @param meter counts the bytes of content
     * @return the number of devices and extended attributes that this user cannot create, and that were left out
     */
    public long write(LayerPlan.New plan, ByteMeter meter) throws IOException {
        return name.named(() -> {
            try (ExportedTree tree = new ExportedTree(place)) {
                return tree.write(plan, meter);
            }
        });
    }

    /** Gives the complete directory its name. */
    public void commit() throws IOException {
        name.named(() -> {
            temporary.moveTo(target.getFileName());
            return target;
        });
    }

    @Override
    public void close() throws IOException {
        try (parent;
                temporary) {
            // Deletes what was not moved.
        }
    }
}
