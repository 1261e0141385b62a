// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Passes one stream of bytes to several consumers, each on a thread of its own, without copying, so that reading,
 * hashing and compressing overlap. The producer fills buffers. A buffer returns when all consumers have finished with
 * it, so memory is limited and the slowest consumer determines the speed.
 */
final class ChunkPipeline implements AutoCloseable {
    private static final int CHUNK = 1 << 20;
    private static final int COUNT = 6;

    private final List<Consumer> consumers;
    private final List<ExecutorService> threads;
    private final BlockingQueue<Chunk> free = new ArrayBlockingQueue<>(COUNT);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private Chunk current = new Chunk();

    /** Takes the bytes, in order, on one thread. */
    @FunctionalInterface
    interface Consumer {
        void accept(byte[] bytes, int length) throws IOException;
    }

    private static final class Chunk {
        final byte[] bytes = new byte[CHUNK];
        final AtomicInteger users = new AtomicInteger();
        int length;
    }

    ChunkPipeline(List<Consumer> consumers) {
        this.consumers = List.copyOf(consumers);
        var factory = Thread.ofPlatform().daemon().name("squash-write-", 1).factory();
        this.threads = consumers.stream()
                .map(consumer -> Executors.newSingleThreadExecutor(factory))
                .toList();
        for (int i = 1; i < COUNT; i++) {
            free.add(new Chunk());
        }
    }

    /** The buffer to be filled from {@link #position} on, up to {@link #room} bytes. */
    byte[] array() {
        return current.bytes;
    }

    int position() {
        return current.length;
    }

    /**
     * The number of bytes that fit, at least 1. To be called before {@link #array}, because it may exchange the array.
     */
    int room() throws IOException {
        if (current.length == CHUNK) {
            publish();
        }
        return CHUNK - current.length;
    }

    /** Records that bytes were filled in. */
    void advance(int bytes) {
        current.length += bytes;
    }

    void write(byte[] bytes, int start, int length) throws IOException {
        for (int done = 0; done < length; ) {
            int n = Math.min(room(), length - done);
            System.arraycopy(bytes, start + done, current.bytes, current.length, n);
            advance(n);
            done += n;
        }
    }

    void zeros(long count) throws IOException {
        for (long left = count; left > 0; ) {
            int n = (int) Math.min(room(), left);
            Arrays.fill(current.bytes, current.length, current.length + n, (byte) 0);
            advance(n);
            left -= n;
        }
    }

    /** Passes the rest on and waits until all consumers have finished. */
    void finish() throws IOException {
        publish();
        threads.forEach(ExecutorService::shutdown);
        try {
            for (ExecutorService thread : threads) {
                thread.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
        throwFailure();
    }

    private void publish() throws IOException {
        Chunk full = current;
        full.users.set(consumers.size());
        for (int i = 0; i < consumers.size(); i++) {
            Consumer consumer = consumers.get(i);
            threads.get(i).execute(() -> consume(consumer, full));
        }
        try {
            current = free.take();
        } catch (InterruptedException e) {
            throw interrupted();
        }
        current.length = 0;
        throwFailure();
    }

    private void consume(Consumer consumer, Chunk chunk) {
        try {
            if (failure.get() == null) {
                consumer.accept(chunk.bytes, chunk.length);
            }
        } catch (Throwable e) {
            // Errors as well: a consumer without memory for a chunk must not continue with the next one.
            failure.compareAndSet(null, e);
        } finally {
            if (chunk.users.decrementAndGet() == 0) {
                free.add(chunk);
            }
        }
    }

    private void throwFailure() throws IOException {
        switch (failure.get()) {
            case null -> {}
            case IOException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted");
    }

    /** Stops running consumers and waits for them. */
    @Override
    public void close() {
        threads.forEach(ExecutorService::shutdownNow);
        threads.forEach(ExecutorService::close);
    }
}
