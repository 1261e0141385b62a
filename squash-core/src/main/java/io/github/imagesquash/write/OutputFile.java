package io.github.imagesquash.write;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A file that appears under its name only when it is complete: written beside it, then moved there in one step. Closing it
 * without {@link #commit} leaves nothing behind, and what stood under the name before stays.
 */
public final class OutputFile implements AutoCloseable {
    private final Path target;
    private final Path temporary;
    private final FileChannel channel;

    /**
     * Begins a file.
     *
     * @throws FileSystemException if the directory does not exist, or something other than a regular file has the name
     */
    public OutputFile(Path path) throws IOException {
        target = Files.isSymbolicLink(path) && Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new FileSystemException(
                    path.toString(), null, Files.isDirectory(target) ? "is a directory" : "is not a regular file");
        }
        Path directory = target.getParent();
        if (!Files.isDirectory(directory)) {
            throw new NoSuchFileException(directory.toString(), null, "no such directory for the output");
        }
        temporary = directory.resolve("." + target.getFileName() + "." + suffix() + ".tmp");
        channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static String suffix() {
        byte[] random = new byte[6];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** An empty file, to be written from its beginning. */
    public FileChannel channel() {
        return channel;
    }

    /** Gives the complete file its name, in the place of an older one. */
    public void commit() throws IOException {
        channel.close();
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(temporary);
    }
}
