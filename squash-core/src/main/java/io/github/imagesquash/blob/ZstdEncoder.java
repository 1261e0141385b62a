// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Stores the content as one zstd frame with its size and checksum. The library compresses on threads of its own, even
 * if one thread was requested, because its single-threaded mode gives other bytes. It gets only full buffers, so that
 * the sizes of writes do not matter either.
 */
final class ZstdEncoder implements BlobEncoder {
    /** Large enough to make calls of native code cheap, small compared with the library's own buffers. */
    private static final int BUFFER = 1 << 20;

    private final ContentSize size;
    private final OutputStream out;
    private final ZstdCompressCtx context = new ZstdCompressCtx();
    private final ByteBuffer content = ByteBuffer.allocateDirect(BUFFER);
    private final ByteBuffer stored = ByteBuffer.allocateDirect(BUFFER);
    private final byte[] outBuffer = new byte[BUFFER];

    private ZstdEncoder(int level, ContentSize size, int threads, OutputStream out) {
        this.size = size;
        this.out = out;
        context.setLevel(level)
                .setWorkers(threads)
                .setChecksum(true)
                .setContentSize(true)
                .setPledgedSrcSize(size.announced());
    }

    static ZstdEncoder open(int level, ContentSize size, int threads, OutputStream out) throws IOException {
        ZstdLibrary.require();
        return new ZstdEncoder(level, size, threads, out);
    }

    @Override
    public void write(byte[] buffer, int start, int length) throws IOException {
        size.add(length);
        int position = start;
        while (position < start + length) {
            if (!content.hasRemaining()) {
                compress(EndDirective.CONTINUE);
            }
            int n = Math.min(content.remaining(), start + length - position);
            content.put(buffer, position, n);
            position += n;
        }
    }

    @Override
    public void finish() throws IOException {
        size.requireComplete();
        compress(EndDirective.END);
        close();
    }

    private void compress(EndDirective directive) throws IOException {
        content.flip();
        try {
            boolean done;
            do {
                done = context.compressDirectByteBufferStream(stored, content, directive);
                drain();
            } while (content.hasRemaining() || directive == EndDirective.END && !done);
        } catch (ZstdException e) {
            throw new IOException("zstd compression failed: " + e.getMessage(), e);
        }
        content.clear();
    }

    private void drain() throws IOException {
        stored.flip();
        int length = stored.remaining();
        stored.get(outBuffer, 0, length);
        stored.clear();
        out.write(outBuffer, 0, length);
    }

    @Override
    public void close() {
        context.close();
    }
}
