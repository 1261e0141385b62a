// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.image;

import io.github.imagesquash.blob.TaskResult;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Computes a digest beside the thread that reads the bytes, piece after piece. */
final class HashingThread implements AutoCloseable {
    /** Fewer bytes are hashed before another thread has begun. */
    private static final int SMALLEST = 64 << 10;

    private final MessageDigest digest;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("squash-hash-", 1).factory());
    private final Queue<Future<?>> pieces = new ArrayDeque<>();

    HashingThread(MessageDigest digest) {
        this.digest = digest;
    }

    /**
     * Hashes the first bytes of a buffer after the previous ones. The buffer must not change before that is done.
     *
     * @param then is run when they are hashed, on the same thread
     */
    void hash(byte[] buffer, int length, Runnable then) throws IOException {
        if (length < SMALLEST) {
            await(0);
            hashNow(buffer, length, then);
        } else {
            pieces.add(thread.submit(() -> hashNow(buffer, length, then)));
        }
    }

    private void hashNow(byte[] buffer, int length, Runnable then) {
        digest.update(buffer, 0, length);
        then.run();
    }

    /**
     * Waits for the digest.
     *
     * @param most the number of pieces that may still be waiting, 0 for none
     */
    void await(int most) throws IOException {
        while (pieces.size() > most) {
            TaskResult.of(pieces.remove());
        }
    }

    /** Hashes nothing more. */
    @Override
    public void close() {
        thread.shutdownNow();
        thread.close();
    }
}
