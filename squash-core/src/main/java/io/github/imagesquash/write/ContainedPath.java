// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The directory of a file somewhere inside another directory. As in reading, links on the way are followed, but only
 * inside that directory.
 */
final class ContainedPath implements AutoCloseable {
    private final OpenDirectory root;
    private final List<OpenDirectory> opened = new ArrayList<>();

    private ContainedPath(OpenDirectory root) {
        this.root = root;
    }

    /**
     * Opens it, and creates missing directories.
     *
     * @param file relative to the root
     * @throws FileSystemException if the path leads out of the root
     */
    static ContainedPath of(OpenDirectory root, Path file) throws IOException {
        ContainedPath inside = new ContainedPath(root);
        try {
            Path parent = file.getParent();
            if (parent != null) {
                for (Path name : resolved(root, parent)) {
                    // A link to the root itself leads nowhere.
                    if (!name.toString().isEmpty()) {
                        inside.opened.add(inside.directory().made(name));
                    }
                }
            }
            return inside;
        } catch (IOException e) {
            inside.close();
            throw e;
        }
    }

    /**
     * The content of a small file in a directory; empty if it does not exist.
     *
     * @throws FileSystemException if it is not a file, or is a link that leads out of the directory
     */
    static Optional<byte[]> read(Path directory, String file) throws IOException {
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (OpenDirectory root = OpenDirectory.of(directory)) {
            Path there = directory.toRealPath().resolve(resolved(root, Path.of(file)));
            if (Files.notExists(there, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            if (!Files.isRegularFile(there, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileSystemException(
                        directory.toString(), null, "\"" + file + "\" in it is not a regular file");
            }
            return Optional.of(Files.readAllBytes(there));
        }
    }

    /** The path without links. It is walked without following any, so that a link created meanwhile has no effect. */
    static Path resolved(OpenDirectory root, Path way) throws IOException {
        Path whole = root.path().toRealPath();
        Path walked = whole;
        for (Path name : way) {
            Path next = walked.resolve(name);
            if (Files.isSymbolicLink(next)) {
                next = Files.exists(next) ? next.toRealPath() : next;
                if (!next.startsWith(whole)
                        || Files.notExists(next, LinkOption.NOFOLLOW_LINKS)
                        || Files.isSymbolicLink(next)) {
                    throw new FileSystemException(
                            root.path().toString(),
                            null,
                            "\"" + way + "\" in it is a link that leads out of the directory");
                }
            }
            walked = next;
        }
        return whole.relativize(walked);
    }

    /** The directory itself. */
    OpenDirectory directory() {
        return opened.isEmpty() ? root : opened.getLast();
    }

    /** Writes the names of all these files to the disk, the deepest first. */
    static void sync(OpenDirectory root, List<String> files) throws IOException {
        Set<Optional<Path>> synced = new HashSet<>();
        for (String file : files) {
            for (Path at = Path.of(file); at != null; at = at.getParent()) {
                if (synced.add(Optional.ofNullable(at.getParent()))) {
                    try (ContainedPath inside = of(root, at)) {
                        inside.directory().sync();
                    }
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (OpenDirectory one : opened.reversed()) {
            one.close();
        }
    }
}
