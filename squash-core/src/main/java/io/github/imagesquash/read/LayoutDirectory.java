// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.image.RemainingLimits;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Limits;
import io.github.imagesquash.message.Printable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An archive that is a directory. Symbolic links are followed only inside it: otherwise an untrusted layout could put
 * any file of this machine into an image.
 */
final class LayoutDirectory implements ArchiveFiles {
    private final List<Path> roots;
    private final String where;
    private final SourceFiles files;
    private final RemainingLimits budget;
    private final Map<MemberName, FileRegion> open = new HashMap<>();

    private LayoutDirectory(List<Path> roots, String where, SourceFiles files, RemainingLimits budget) {
        this.roots = List.copyOf(roots);
        this.where = where;
        this.files = files;
        this.budget = budget;
    }

    /**
     * @param directory an existing directory
     * @param where its name in messages
     * @param files opens the files
     * @param limits the limits for its control files
     */
    static LayoutDirectory open(Path directory, String where, SourceFiles files, Limits limits) throws IOException {
        return new LayoutDirectory(List.of(directory.toRealPath()), where, files, new RemainingLimits(limits));
    }

    /** As {@link #open}, for the files in {@code staging} and those in {@code target} that {@code staging} lacks. */
    static LayoutDirectory staged(Path staging, Path target, String where, SourceFiles files, Limits limits)
            throws IOException {
        List<Path> roots = new ArrayList<>(List.of(staging.toRealPath()));
        if (Files.isDirectory(target)) {
            roots.add(target.toRealPath());
        }
        return new LayoutDirectory(roots, where, files, new RemainingLimits(limits));
    }

    @Override
    public ShallowNames shallowNames() throws IOException {
        ShallowNames names = new ShallowNames();
        for (Path root : roots) {
            try (Stream<Path> files = Files.list(root)) {
                files.forEach(file -> names.add(Printable.of(file.getFileName().toString())));
            }
        }
        return names;
    }

    @Override
    public RemainingLimits budget() {
        return budget;
    }

    @Override
    public String where() {
        return where;
    }

    @Override
    public Optional<FileRegion> find(String name) throws IOException {
        MemberName cleaned = MemberName.of(name).orElseThrow(() -> escaping(name));
        FileRegion known = open.get(cleaned);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Path> file = locate(cleaned);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        FileChannel channel = files.openInTurn(file.get(), whereOf(name));
        FileRegion region = new FileRegion(channel, 0, channel.size());
        open.put(cleaned, region);
        return Optional.of(region);
    }

    @Override
    public void close() throws IOException {
        for (FileRegion region : open.values()) {
            region.channel().close();
        }
    }

    private Optional<Path> locate(MemberName name) throws IOException {
        for (Path root : roots) {
            Optional<Path> file = locate(root, name);
            if (file.isPresent()) {
                return file;
            }
        }
        return Optional.empty();
    }

    private Optional<Path> locate(Path root, MemberName name) throws IOException {
        Path file = resolve(root, name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Path real = file.toRealPath();
        if (!real.startsWith(root)) {
            throw new InvalidImageException(where, "\"" + name + "\" is a link that leads out of the directory");
        }
        if (!Files.isRegularFile(real)) {
            throw new InvalidImageException(where, "\"" + name + "\" is not a regular file");
        }
        return Optional.of(real);
    }

    private Path resolve(Path root, MemberName name) throws InvalidImageException {
        try {
            return root.resolve(name.text());
        } catch (InvalidPathException e) {
            throw new InvalidImageException(where, "\"" + name + "\" is not a valid file name", e);
        }
    }
}
