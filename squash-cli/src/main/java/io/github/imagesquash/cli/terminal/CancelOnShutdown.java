// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.terminal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C (SIGINT) and SIGTERM into an interrupt of the thread that runs, and holds the process until that thread
 * has deleted its temporary files, or for a few seconds.
 */
public final class CancelOnShutdown implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 5;

    private final Thread runner;
    private final CountDownLatch done = new CountDownLatch(1);

    private CancelOnShutdown(Thread runner) {
        this.runner = runner;
    }

    /** Guards the calling thread until closed. */
    public static CancelOnShutdown ofCurrentThread() {
        CancelOnShutdown guard = new CancelOnShutdown(Thread.currentThread());
        try {
            Runtime.getRuntime().addShutdownHook(guard.hook());
        } catch (IllegalStateException e) {
            // The signal came first.
            guard.runner.interrupt();
        }
        return guard;
    }

    /** Not a lambda: {@code --version} comes by here, and would have the first, which takes some milliseconds. */
    private Thread hook() {
        return new Thread("cancel") {
            @Override
            public void run() {
                cancel();
            }
        };
    }

    /** Interrupts the thread unless it is done, and waits for it. */
    void cancel() {
        if (done.getCount() == 0) {
            return;
        }
        runner.interrupt();
        try {
            boolean _ = done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The guarded work is done: a shutdown no longer needs to wait. */
    @Override
    public void close() {
        done.countDown();
    }
}
