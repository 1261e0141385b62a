// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import io.github.imagesquash.blob.ZstdFrameEncoder;
import io.github.imagesquash.oci.Digest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;

/** Compresses frames on several threads, and writes them in their order. */
final class FrameQueue implements AutoCloseable {
    /** Batches for each thread, so that an idle thread finds its next one ready while earlier ones are written. */
    private static final int BATCHES_PER_THREAD = 2;

    private final OutputStream out;
    private final int batchLimit;
    private final ExecutorService workers;
    private final BlockingQueue<ZstdFrameEncoder> encoders = new LinkedBlockingQueue<>();
    private final Deque<Future<FrameBatch>> encoding = new ArrayDeque<>();
    private FrameBatch filling = new FrameBatch();
    private long position;

    FrameQueue(int level, int threads, OutputStream out) throws IOException {
        this.out = out;
        this.batchLimit = threads * BATCHES_PER_THREAD;
        for (int i = 0; i < threads; i++) {
            encoders.add(ZstdFrameEncoder.open(level));
        }
        this.workers = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("zstd-", 1).factory());
    }

    /** Adds bytes to a frame of its own kind, see {@link FrameBatch#MAX_FRAME}. */
    void add(byte[] bytes, int start, int length) {
        filling.add(bytes, start, length);
    }

    /** The size of the frame that was begun, before compression. */
    int frameSize() {
        return filling.frameSize();
    }

    /**
     * Ends the frame, if it has any bytes.
     *
     * @param file the file whose content it is; empty for headers and padding
     */
    void endFrame(Optional<FileChunks> file) throws IOException {
        if (filling.frameSize() > 0) {
            filling.endFrame(file);
            if (filling.isFull()) {
                submit();
                filling = encoding.size() < batchLimit ? new FrameBatch() : writeFirst();
            }
        }
    }

    /**
     * Writes all frames.
     *
     * @return the number of bytes written in total
     */
    long finish() throws IOException {
        if (!filling.isEmpty()) {
            submit();
        }
        while (!encoding.isEmpty()) {
            writeFirst();
        }
        return position;
    }

    private void submit() {
        FrameBatch batch = filling;
        encoding.add(workers.submit(() -> encode(batch)));
    }

    private FrameBatch encode(FrameBatch batch) throws IOException, InterruptedException {
        ZstdFrameEncoder encoder = encoders.take();
        try {
            batch.encode(encoder, Digest.newSha256());
        } finally {
            encoders.add(encoder);
        }
        return batch;
    }

    /** Writes the oldest batch that is being compressed, and returns it for reuse. */
    private FrameBatch writeFirst() throws IOException {
        try {
            FrameBatch batch = encoding.remove().get();
            position = batch.writeTo(out, position);
            return batch;
        } catch (ExecutionException e) {
            throw new IOException("zstd compression failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while compressing");
        }
    }

    /** Stops all threads and frees memory. */
    @Override
    public void close() {
        workers.shutdownNow();
        workers.close();
        encoders.forEach(ZstdFrameEncoder::close);
        encoders.clear();
    }
}
