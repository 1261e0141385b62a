// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.blob.TaskResult;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * Sends a file's bytes to the disk while more are written, on a thread of its own, so that there is little to wait for
 * at the end.
 */
final class Writeback implements AutoCloseable {
    /** The disk gets this many new bytes at a time, or fewer if no more follow for a while. */
    static final long STEP = 64 << 20;

    private static final long PAUSE_MILLISECONDS = 50;

    private final FileChannel file;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final FutureTask<Long> following = new FutureTask<>(this::follow);

    /** @param file grows; to be closed after this */
    Writeback(FileChannel file) {
        this.file = file;
        Thread.ofPlatform().daemon().name("squash-sync").start(following);
    }

    private long follow() throws IOException, InterruptedException {
        long sent = 0;
        long before = 0;
        while (!ended.await(PAUSE_MILLISECONDS, TimeUnit.MILLISECONDS)) {
            long size = file.size();
            if (size >= sent + STEP || (size > sent && size == before)) {
                DiskSync.sync(file);
                sent = size;
            }
            before = size;
        }
        return sent;
    }

    /**
     * Waits until all bytes are on the disk. To be called when no more follow.
     *
     * @throws IOException also if an earlier call failed: the system reports a lost write only once
     */
    void finish() throws IOException {
        ended.countDown();
        TaskResult.of(following);
        DiskSync.sync(file);
    }

    /** Sends no more. The file waits for a call that was begun when it is closed. */
    @Override
    public void close() {
        ended.countDown();
    }
}
