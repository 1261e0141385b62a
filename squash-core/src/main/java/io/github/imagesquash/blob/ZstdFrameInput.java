// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import io.github.imagesquash.message.InvalidImageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The content of zstd and skippable frames (RFC 8878), as {@link Compression#decompress} gives it. It also tells where
 * each frame is, and what the skippable ones contain.
 */
public final class ZstdFrameInput extends InputStream {
    private static final int BUFFER = 256 << 10;
    private static final int SKIPPABLE = 0x184D2A50;
    private static final int SKIPPABLE_MASK = 0xFFFFFFF0;
    private static final int SKIPPABLE_HEADER = 8;
    private static final long UNSIGNED = 0xFFFFFFFFL;

    private final InputStream stored;
    private final FrameObserver observer;
    private final String where;
    private final ZstdDecompressCtx context = new ZstdDecompressCtx();
    private final byte[] array = new byte[BUFFER];
    private final ByteBuffer input =
            ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    private final ByteBuffer output = ByteBuffer.allocateDirect(BUFFER).limit(0);
    private long read;
    private long decoded;
    private long skippableLeft;
    private boolean inFrame;

    /** Receives the beginnings and ends of frames, on the thread that reads. */
    public interface FrameObserver {
        /**
         * A frame begins, also a skippable one.
         *
         * @param offset its position in the blob, in bytes
         * @param content how many bytes the frames before it contain
         */
        void frame(long offset, long content);

        /**
         * A part of a skippable frame's content was read, into an array of its own.
         *
         * @param offset its position in the blob, in bytes
         */
        void skipped(long offset, byte[] bytes);
    }

    /**
     * Opens the content.
     *
     * @param stored the blob from its first byte on; closed with this stream
     * @param where the blob, for errors' texts
     * @throws IOException if this platform lacks the native library
     */
    public static ZstdFrameInput open(InputStream stored, FrameObserver observer, String where) throws IOException {
        ZstdLibrary.require();
        return new ZstdFrameInput(stored, observer, where);
    }

    private ZstdFrameInput(InputStream stored, FrameObserver observer, String where) {
        this.stored = stored;
        this.observer = observer;
        this.where = where;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int start, int length) throws IOException {
        while (!output.hasRemaining()) {
            if (skippableLeft > 0) {
                skip();
            } else if (inFrame) {
                decode();
            } else if (!beginFrame()) {
                return -1;
            }
        }
        int n = Math.min(length, output.remaining());
        output.get(buffer, start, n);
        return n;
    }

    /** Reads the magic number of the next frame; false at the end of the blob. */
    private boolean beginFrame() throws IOException {
        if (!require(Integer.BYTES)) {
            if (input.hasRemaining() || read == 0) {
                throw truncated();
            }
            return false;
        }
        observer.frame(position(), decoded);
        if ((input.getInt(input.position()) & SKIPPABLE_MASK) != SKIPPABLE) {
            inFrame = true;
            return true;
        }
        if (!require(SKIPPABLE_HEADER)) {
            throw truncated();
        }
        input.getInt();
        skippableLeft = input.getInt() & UNSIGNED;
        return true;
    }

    private void skip() throws IOException {
        if (!require(1)) {
            throw truncated();
        }
        long offset = position();
        int n = (int) Math.min(skippableLeft, input.remaining());
        byte[] bytes = new byte[n];
        input.get(bytes);
        skippableLeft -= n;
        observer.skipped(offset, bytes);
    }

    private void decode() throws IOException {
        output.clear();
        try {
            inFrame = !context.decompressDirectByteBufferStream(output, input);
        } catch (ZstdException e) {
            throw ZstdDecoder.broken(e, e.getErrorCode(), where);
        }
        decoded += output.flip().remaining();
        if (inFrame && !output.hasRemaining() && !input.hasRemaining() && !require(1)) {
            throw truncated();
        }
    }

    /** Position of the next unread byte in the blob. */
    private long position() {
        return read - input.remaining();
    }

    /** Makes this number of bytes available, if the blob has them. */
    private boolean require(int bytes) throws IOException {
        while (input.remaining() < bytes) {
            input.compact();
            int n = stored.read(array, 0, input.remaining());
            if (n > 0) {
                input.put(array, 0, n);
                read += n;
            }
            input.flip();
            if (n < 0) {
                return false;
            }
        }
        return true;
    }

    private InvalidImageException truncated() {
        return new InvalidImageException(where, "zstd data is truncated");
    }

    @Override
    public void close() throws IOException {
        context.close();
        stored.close();
    }
}
