// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Operations on a directory and everything below it. */
final class FileTree {
    private static final int EXECUTABLE = 0755;
    private static final int PLAIN = 0644;
    private static final int LINK = 0777;
    private static final int TEMPORARY = 01777;

    private FileTree() {}

    /** The directory and everything below it, sorted by name, each directory before its content. */
    static List<Path> walk(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Makes an empty directory; deletes what was there. */
    static Path empty(Path directory) throws IOException {
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            for (Path file :
                    walk(directory).stream().sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        return Files.createDirectories(directory);
    }

    /** Sets the modification time of everything below a directory. */
    static void setTimes(Path directory, FileTime time) throws IOException {
        for (Path file : walk(directory)) {
            Files.getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setTimes(time, time, time);
        }
    }

    /**
     * The mode that a file has in a release. Only the owner's execute bit and the sticky bit of directories are taken from the
     * build machine: the other bits depend on its umask.
     */
    static int mode(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return LINK;
        }
        if (!Files.isDirectory(path)) {
            return Files.isExecutable(path) ? EXECUTABLE : PLAIN;
        }
        return ((int) Files.getAttribute(path, "unix:mode") & TEMPORARY) == TEMPORARY ? TEMPORARY : EXECUTABLE;
    }

    /** Makes a directory that every user may write to, such as {@code /tmp}. */
    static void createTemporary(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.setAttribute(directory, "unix:mode", TEMPORARY);
    }
}
