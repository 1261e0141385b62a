// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The kinds of files, with their names for messages. */
public enum FileKind {
    FILE("a file"),
    DIRECTORY("a directory"),
    DEVICE("a device"),
    NAMED_PIPE("a named pipe"),
    SOCKET("a socket"),
    OTHER("not a regular file");

    private static final int TYPE = 0170000;

    private final String text;

    FileKind(String text) {
        this.text = text;
    }

    /**
     * The kind of a path's file, following symbolic links.
     *
     * @throws NoSuchFileException if there is no file
     */
    public static FileKind of(Path path) throws IOException {
        if (Files.isRegularFile(path)) {
            return FILE;
        }
        if (Files.isDirectory(path)) {
            return DIRECTORY;
        }
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        boolean knowsModes = path.getFileSystem().supportedFileAttributeViews().contains("unix");
        return knowsModes ? ofMode((int) Files.getAttribute(path, "unix:mode")) : OTHER;
    }

    private static FileKind ofMode(int mode) {
        return switch (mode & TYPE) {
            case 0010000 -> NAMED_PIPE;
            case 0020000, 0060000 -> DEVICE;
            case 0140000 -> SOCKET;
            default -> OTHER;
        };
    }

    /**
     * Requires that a path leads to a regular file.
     *
     * @throws NoSuchFileException if there is no file
     * @throws FileSystemException naming the kind, if it is another one
     */
    public static void requireFile(Path path) throws IOException {
        FileKind kind = of(path);
        if (kind != FILE) {
            throw new FileSystemException(path.toString(), null, "is " + kind + "; expected a file");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
