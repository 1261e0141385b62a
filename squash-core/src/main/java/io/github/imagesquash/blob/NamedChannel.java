// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileSystemException;
import java.util.Optional;
import java.util.function.Function;

/** A file whose failures name it. The system's "No space left on device" alone does not help. */
public final class NamedChannel extends FileChannel {
    private final Opening opening;
    private final Function<IOException, IOException> naming;
    private Optional<FileChannel> open;

    /** Opens a file. */
    @FunctionalInterface
    public interface Opening {
        FileChannel open() throws IOException;
    }

    @FunctionalInterface
    private interface Call<T> {
        T run() throws IOException;
    }

    /**
     * @param channel the file; closed with this channel
     * @param naming adds the name to a failure
     */
    NamedChannel(FileChannel channel, Function<IOException, IOException> naming) {
        this.opening = () -> channel;
        this.naming = naming;
        this.open = Optional.of(channel);
    }

    private NamedChannel(Opening opening) {
        this.opening = opening;
        this.naming = failure -> failure;
        this.open = Optional.empty();
    }

    /** A file that is opened or created when it is first used. */
    public static NamedChannel later(Opening opening) {
        return new NamedChannel(opening);
    }

    private synchronized FileChannel channel() throws IOException {
        if (open.isEmpty()) {
            open = Optional.of(opening.open());
        }
        return open.get();
    }

    /** A file with a name for messages. */
    public static NamedChannel of(FileChannel channel, String name) {
        return new NamedChannel(
                channel, e -> (IOException) new FileSystemException(name, null, e.getMessage()).initCause(e));
    }

    /** A reader's failure, with the file's name if it has one. */
    static IOException named(FileChannel channel, IOException failure) {
        return channel instanceof NamedChannel named ? named.naming.apply(failure) : failure;
    }

    private <T> T named(Call<T> call) throws IOException {
        try {
            return call.run();
        } catch (ClosedChannelException e) {
            // An interrupt, not a failure.
            throw e;
        } catch (IOException e) {
            throw naming.apply(e);
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return named(() -> channel().read(target));
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        return named(() -> channel().read(targets, offset, length));
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return named(() -> channel().read(target, position));
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return named(() -> channel().write(source));
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        return named(() -> channel().write(sources, offset, length));
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        return named(() -> channel().write(source, position));
    }

    @Override
    public long position() throws IOException {
        return named(() -> channel().position());
    }

    @Override
    public FileChannel position(long position) throws IOException {
        named(() -> channel().position(position));
        return this;
    }

    @Override
    public long size() throws IOException {
        return named(() -> channel().size());
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        named(() -> channel().truncate(size));
        return this;
    }

    @Override
    public void force(boolean metadata) throws IOException {
        named(() -> {
            channel().force(metadata);
            return this;
        });
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        return named(() -> channel().transferTo(position, count, target));
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) throws IOException {
        return named(() -> channel().transferFrom(source, position, count));
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        return named(() -> channel().map(mode, position, size));
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        return named(() -> channel().lock(position, size, shared));
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return named(() -> channel().tryLock(position, size, shared));
    }

    @Override
    protected synchronized void implCloseChannel() throws IOException {
        if (open.isPresent()) {
            named(() -> {
                channel().close();
                return this;
            });
        }
    }
}
