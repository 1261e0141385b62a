// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;

/**
 * Compresses pieces of bytes as one zstd frame each, which has the size of its content and no checksum. A frame's bytes
 * depend on its content and the level only. Used by one thread at a time.
 */
public final class ZstdFrameEncoder implements AutoCloseable {
    private final ZstdCompressCtx context;

    /**
     * @param level 1 to 22
     * @throws IOException if this platform lacks the native library
     */
    public static ZstdFrameEncoder open(int level) throws IOException {
        Compression.ZSTD.requireLevel(level);
        ZstdLibrary.require();
        return new ZstdFrameEncoder(level);
    }

    private ZstdFrameEncoder(int level) {
        context = new ZstdCompressCtx().setLevel(level).setChecksum(false).setContentSize(true);
    }

    /** The largest frame that this number of bytes becomes, in bytes. */
    public static long bound(long bytes) {
        return Zstd.compressBound(bytes);
    }

    /**
     * Compresses bytes.
     *
     * @param frame receives the frame from {@code at} on; {@link #bound} bytes are sufficient
     * @return the size of the frame, in bytes
     * @throws IOException if the library fails
     */
    public int encode(byte[] bytes, int start, int length, byte[] frame, int at) throws IOException {
        try {
            return context.compressByteArray(frame, at, frame.length - at, bytes, start, length);
        } catch (ZstdException e) {
            throw new IOException("zstd compression failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
