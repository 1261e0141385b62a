// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.image;

import io.github.imagesquash.blob.TaskResult;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Computes a digest beside the thread that reads the bytes: one piece at a time is hashed while the next is read. */
final class HashingThread implements AutoCloseable {
    /** Fewer bytes are hashed before another thread has begun. */
    private static final int SMALLEST = 64 << 10;

    private final MessageDigest digest;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("squash-hash-", 1).factory());
    private Optional<Future<?>> last = Optional.empty();

    HashingThread(MessageDigest digest) {
        this.digest = digest;
    }

    /**
     * Hashes the first bytes of a buffer, after the previous ones. The buffer must not change before the next call has
     * returned.
     */
    void hash(byte[] buffer, int length) throws IOException {
        await();
        if (length < SMALLEST) {
            digest.update(buffer, 0, length);
        } else {
            last = Optional.of(thread.submit(() -> digest.update(buffer, 0, length)));
        }
    }

    /** Waits until everything is hashed. */
    void await() throws IOException {
        if (last.isPresent()) {
            TaskResult.of(last.get());
        }
    }

    /** Hashes nothing more. */
    @Override
    public void close() {
        thread.shutdownNow();
        thread.close();
    }
}
