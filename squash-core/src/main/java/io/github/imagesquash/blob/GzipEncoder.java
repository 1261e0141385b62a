// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;

/**
 * Stores the content as one gzip member (RFC 1952). The content is cut into segments of a fixed size, which are compressed
 * on several threads by libdeflate, independently of each other, and written in order.
 */
final class GzipEncoder implements BlobEncoder {
    /** Twice as large would save 0.1 % of the output at twice the memory; half as large would cost 0.2 %. */
    private static final int SEGMENT = 1 << 20;

    /** Segments for each thread, so that an idle thread finds its next segment ready while earlier ones are written. */
    private static final int SEGMENTS_PER_THREAD = 2;

    /** Deflate, no name, no time, no hints, and an unknown operating system, as in Go and in zlib's default. */
    private static final byte[] HEADER = HexFormat.of().parseHex("1f8b08000000000000ff");

    private final ContentSize size;
    private final OutputStream out;
    private final int segmentSize;
    private final int segmentLimit;
    private final CRC32 checksum = new CRC32();
    private final ExecutorService workers;
    /** Native memory, freed when its thread has ended and the collector finds it. */
    private final ThreadLocal<Libdeflate.Compressor> compressors;

    private final ThreadLocal<DeflateWalker> walkers = ThreadLocal.withInitial(DeflateWalker::new);
    private final Deque<Future<DeflateSegment>> deflating = new ArrayDeque<>();
    private DeflateSegment filling;

    private GzipEncoder(Libdeflate library, int level, ContentSize size, int threads, OutputStream out) {
        this.size = size;
        this.out = out;
        this.segmentSize = (int) Math.min(size.announced(), SEGMENT);
        this.segmentLimit = threads * SEGMENTS_PER_THREAD;
        this.compressors = ThreadLocal.withInitial(() -> library.compressor(level));
        this.workers = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("gzip-", 1).factory());
        this.filling = new DeflateSegment(segmentSize);
    }

    static GzipEncoder open(int level, ContentSize size, int threads, OutputStream out) throws IOException {
        Libdeflate library = Libdeflate.require();
        out.write(HEADER);
        return new GzipEncoder(library, level, size, threads, out);
    }

    @Override
    public void write(byte[] buffer, int start, int length) throws IOException {
        size.add(length);
        checksum.update(buffer, start, length);
        int position = start;
        while (position < start + length) {
            if (filling.isFull()) {
                submit(false);
            }
            position += filling.add(buffer, position, start + length - position);
        }
    }

    @Override
    public void finish() throws IOException {
        size.requireComplete();
        submit(true);
        while (!deflating.isEmpty()) {
            writeFirst();
        }
        close();
        ByteBuffer trailer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        trailer.putInt((int) checksum.getValue()).putInt((int) size.announced());
        out.write(trailer.array());
    }

    private void submit(boolean last) throws IOException {
        DeflateSegment segment = filling;
        deflating.add(workers.submit(() -> {
            segment.deflate(compressors.get(), walkers.get(), last);
            return segment;
        }));
        if (!last) {
            filling = deflating.size() < segmentLimit ? new DeflateSegment(segmentSize) : writeFirst();
        }
    }

    /** Writes the oldest segment that is being compressed, and returns it for reuse. */
    private DeflateSegment writeFirst() throws IOException {
        try {
            DeflateSegment segment = deflating.remove().get();
            segment.writeTo(out);
            return segment;
        } catch (ExecutionException e) {
            throw new IOException("gzip compression failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while compressing");
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
        workers.close();
    }
}
