// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A directory that is held open: operations act on this directory, even if its path leads elsewhere meanwhile. Links in
 * it are not followed. If the system has no such handles, or if the directory may be written to but not read, its path
 * is used.
 */
final class OpenDirectory implements AutoCloseable {
    private static final Path ITSELF = Path.of(".");

    private final Path path;
    private final Optional<SecureDirectoryStream<Path>> handle;

    private OpenDirectory(Path path, Optional<SecureDirectoryStream<Path>> handle) {
        this.path = path;
        this.handle = handle;
    }

    /** Opens a directory, following links. */
    static OpenDirectory of(Path path) throws IOException {
        try {
            return new OpenDirectory(path, secure(Files.newDirectoryStream(path)));
        } catch (NoSuchFileException e) {
            throw e;
        } catch (FileSystemException e) {
            if (Files.isDirectory(path)) {
                return new OpenDirectory(path, Optional.empty());
            }
            throw e;
        }
    }

    private static Optional<SecureDirectoryStream<Path>> secure(DirectoryStream<Path> stream) throws IOException {
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return Optional.of(secure);
        }
        stream.close();
        return Optional.empty();
    }

    /** Its path when it was opened. */
    Path path() {
        return path;
    }

    /** Opens a directory in it, which must not be a link. */
    OpenDirectory directory(Path name) throws IOException {
        if (handle.isPresent()) {
            DirectoryStream<Path> inside = handle.get().newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
            return new OpenDirectory(path.resolve(name), secure(inside));
        }
        Path inside = path.resolve(name);
        if (!Files.isDirectory(inside, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(inside.toString(), null, "is not a directory");
        }
        return of(inside);
    }

    /** Opens a directory in it, which is created if it does not exist. */
    OpenDirectory made(Path name) throws IOException {
        if (attributes(name).isEmpty()) {
            // There is no call to create it by the handle; opening it by the handle shows whether it was created
            // elsewhere.
            Files.createDirectories(path.resolve(name));
        }
        return directory(name);
    }

    /** Creates a file, open for reading and writing. */
    FileChannel create(Path name) throws IOException {
        return open(name, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Opens an existing file. A named pipe does not block: open(2) does not wait if it may read and write. */
    FileChannel open(Path name) throws IOException {
        return open(name, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    private FileChannel open(Path name, OpenOption... options) throws IOException {
        return handle.isPresent()
                ? (FileChannel) handle.get().newByteChannel(name, Set.of(options))
                : FileChannel.open(path.resolve(name), options);
    }

    /** The attributes of a file, without following a link; empty if there is none. */
    Optional<BasicFileAttributes> attributes(Path name) throws IOException {
        try {
            return Optional.of(view(name, BasicFileAttributeView.class).readAttributes());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The identity of a file on this file system. */
    Optional<String> key(Path name) throws IOException {
        return attributes(name).map(OpenDirectory::key);
    }

    /** Without the device number, which may change with the next boot. */
    private static String key(BasicFileAttributes there) {
        return String.valueOf(there.fileKey()).replaceFirst("dev=[0-9a-f]+,", "");
    }

    /** The owner of a file, if the system has owners. */
    Optional<UserPrincipal> owner(Path name) throws IOException {
        PosixFileAttributeView view = view(name, PosixFileAttributeView.class);
        return view == null ? Optional.empty() : Optional.of(view.getOwner());
    }

    private <V extends FileAttributeView> V view(Path name, Class<V> type) {
        return handle.isPresent()
                ? handle.get().getFileAttributeView(name, type, LinkOption.NOFOLLOW_LINKS)
                : Files.getFileAttributeView(path.resolve(name), type, LinkOption.NOFOLLOW_LINKS);
    }

    /** The identity of this directory. */
    String key() throws IOException {
        return key(ITSELF).orElse("");
    }

    /** Renames a file or a directory, replacing any file with the new name. */
    void move(Path name, OpenDirectory to, Path newName) throws IOException {
        if (handle.isPresent() && to.handle.isPresent()) {
            handle.get().move(name, to.handle.get(), newName);
        } else {
            Files.move(
                    path.resolve(name),
                    to.path.resolve(newName),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The names in it. */
    List<Path> names() throws IOException {
        List<Path> names = new ArrayList<>();
        try (DirectoryStream<Path> files =
                handle.isPresent() ? handle.get().newDirectoryStream(ITSELF) : Files.newDirectoryStream(path)) {
            files.forEach(file -> names.add(file.getFileName()));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    /** Deletes a file or a link. */
    void delete(Path name) throws IOException {
        try {
            if (handle.isPresent()) {
                handle.get().deleteFile(name);
            } else {
                Files.delete(path.resolve(name));
            }
        } catch (NoSuchFileException e) {
            // Another process did.
        }
    }

    /**
     * Deletes a file, or a directory with its content.
     *
     * @param key its expected identity; another file with the name stays
     */
    void deleteAll(Path name, String key) throws IOException {
        Optional<BasicFileAttributes> there = attributes(name);
        if (there.isEmpty() || !key(there.get()).equals(key)) {
            return;
        }
        if (!there.get().isDirectory()) {
            delete(name);
            return;
        }
        try (OpenDirectory inside = directory(name)) {
            if (!inside.key().equals(key)) {
                return;
            }
            for (Path file : inside.names()) {
                inside.deleteAll(file, inside.key(file).orElse(""));
            }
        }
        deleteEmpty(name);
    }

    /** Deletes an empty directory. */
    void deleteEmpty(Path name) throws IOException {
        if (handle.isPresent()) {
            handle.get().deleteDirectory(name);
        } else {
            Files.deleteIfExists(path.resolve(name));
        }
    }

    /** Waits until the names in it are on the disk, if the system supports that. */
    void sync() throws IOException {
        FileChannel channel;
        try {
            channel = open(ITSELF, StandardOpenOption.READ);
        } catch (FileSystemException e) {
            // Windows, or a directory without permission to read.
            return;
        }
        try (channel) {
            DiskSync.sync(channel);
        }
    }

    @Override
    public void close() throws IOException {
        if (handle.isPresent()) {
            handle.get().close();
        }
    }
}
