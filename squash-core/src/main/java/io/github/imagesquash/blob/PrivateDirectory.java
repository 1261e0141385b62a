// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** A temporary directory for one file that no other user can read, change or replace. */
final class PrivateDirectory implements AutoCloseable {
    private static final int STICKY = 01000;
    private static final int WRITABLE_BY_OTHERS = 0022;

    private final Path directory;
    private final Path file;

    private PrivateDirectory(Path directory) {
        this.directory = directory;
        this.file = directory.resolve("code");
    }

    /**
     * Makes one.
     *
     * @throws FileSystemException if that is not possible, or if another user could rename it or a directory above it
     */
    static PrivateDirectory in(Path parent) throws IOException {
        Path real = parent.toRealPath();
        if (!real.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            // Windows: temporary directories belong to their user.
            return new PrivateDirectory(Files.createTempDirectory(real, "squash-"));
        }
        FileAttribute<?> mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        PrivateDirectory made = new PrivateDirectory(Files.createTempDirectory(real, "squash-", mine));
        try {
            made.requireUnmovable();
            return made;
        } catch (IOException e) {
            made.close();
            throw e;
        }
    }

    /** A user who may write to a directory may rename its content, unless it is sticky; its owner always may. */
    private void requireUnmovable() throws IOException {
        Object me = owner(directory);
        for (Path above = directory.getParent(); above != null; above = above.getParent()) {
            int mode = (int) Files.getAttribute(above, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            Object owner = owner(above);
            boolean othersWrite = (mode & WRITABLE_BY_OTHERS) != 0 && (mode & STICKY) == 0;
            if (othersWrite || !owner.equals(me) && !owner.equals(0)) {
                throw new FileSystemException(
                        above.toString(), null, "other users could replace native code that is unpacked in it");
            }
        }
    }

    private static Object owner(Path path) throws IOException {
        return Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    /** Creates the file, and returns its path. */
    Path write(byte[] content) throws IOException {
        return Files.write(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Deletes file and directory; the loaded code stays loaded. */
    @Override
    public void close() throws IOException {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(directory);
        } catch (FileSystemException e) {
            // Windows keeps loaded files: delete them when the program ends, the file first.
            directory.toFile().deleteOnExit();
            file.toFile().deleteOnExit();
        }
    }
}
