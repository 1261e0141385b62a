// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The temporary files of one run. If the system allows it, each is unlinked as soon as it is open, so that nothing
 * remains, not even after a kill. The directory itself exists only while a file is being created.
 */
public final class Spool implements AutoCloseable {
    private static final Set<StandardOpenOption> NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);

    /** Above this number, compressed layers share files, so that any number of them takes no more descriptors. */
    static final int MOST_SHARED = 32;

    private final Path parent;
    private final boolean uninterrupted;
    private final List<FileChannel> open = new ArrayList<>();
    private final List<Path> undeleted = new ArrayList<>();
    private final List<SharedFile> shared = new ArrayList<>();
    private int parts;

    /**
     * Begins without files. Native code that cannot be loaded from memory is unpacked in the same directory from now
     * on.
     *
     * @param parent an existing directory with space for the uncompressed size of the compressed layers
     */
    public Spool(Path parent) {
        this(parent, false);
    }

    /** As the constructor, for files that several runs read: they stay open when one of these is interrupted. */
    static Spool uninterrupted(Path parent) {
        return new Spool(parent, true);
    }

    private Spool(Path parent, boolean uninterrupted) {
        this.parent = parent;
        this.uninterrupted = uninterrupted;
        NativeCode.unpackIn(parent);
    }

    /**
     * A new empty file, open for reading and writing until this spool closes.
     *
     * @throws SpoolException if it cannot be created; failing reads and writes throw the same
     */
    public synchronized FileChannel newFile() throws IOException {
        try {
            FileChannel channel = new NamedChannel(unlinkedFile(), e -> new SpoolException(parent, e));
            open.add(channel);
            return channel;
        } catch (FileSystemException e) {
            throw new SpoolException(parent, e);
        }
    }

    /**
     * As {@link #newFile}, for objects that may be very many, such as compressed layers: bytes can only be added at its
     * end and read at any position.
     */
    public synchronized FileChannel newPart() throws IOException {
        if (shared.size() < MOST_SHARED) {
            shared.add(new SharedFile(newFile()));
        }
        return shared.get(parts++ % MOST_SHARED).newPart();
    }

    private FileChannel unlinkedFile() throws IOException {
        byte[] random = new byte[12];
        new SecureRandom().nextBytes(random);
        Path file = parent.resolve("squash-" + HexFormat.of().formatHex(random) + ".tmp");
        // One step, so that no other user can put a link in its place before it is open.
        FileChannel channel = FileChannel.open(file, NEW, attributes());
        try {
            if (!uninterrupted) {
                return channel;
            }
            try (channel) {
                return new UninterruptedFile(new RandomAccessFile(file.toFile(), "rw"));
            }
        } finally {
            unlink(file);
        }
    }

    private FileAttribute<?>[] attributes() {
        return parent.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private void unlink(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            // Windows keeps open files: delete it when the run ends.
            file.toFile().deleteOnExit();
            undeleted.add(file);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        for (FileChannel channel : open) {
            channel.close();
        }
        for (Path file : undeleted) {
            Files.deleteIfExists(file);
        }
    }
}
