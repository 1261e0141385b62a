// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.source;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs work on a thread of its own with a stack that is sufficient for the deepest tree. Trees are walked by recursion,
 * and a path of 4096 bytes can name 2048 directories, for which the stack that a thread usually has is too small before
 * the walks are compiled.
 */
public final class DeepStack {
    /** In bytes; the system allocates only the used part. */
    private static final long SIZE = 64L << 20;

    private DeepStack() {}

    /** The work. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException;
    }

    /**
     * Waits for the work's result, or throws what it throws. An interrupt of the calling thread is one of the work, and the
     * other way round; it closes the file that is being read or written at the moment.
     *
     * @throws InterruptedIOException if the work was interrupted
     */
    public static <T> T call(Work<T> work) throws IOException {
        AtomicBoolean endedInterrupted = new AtomicBoolean();
        FutureTask<T> task = new FutureTask<>(() -> {
            try {
                return work.run();
            } finally {
                endedInterrupted.set(Thread.currentThread().isInterrupted());
            }
        });
        Thread thread = new Thread(null, task, Thread.currentThread().getName(), SIZE);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    // Waits, because the work has to clean up.
                    interrupted = true;
                    thread.interrupt();
                }
            }
        } catch (ExecutionException e) {
            throw thrown(Objects.requireNonNull(e.getCause()));
        } finally {
            if (interrupted || endedInterrupted.get()) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static IOException thrown(Throwable failure) {
        return switch (failure) {
            case ClosedByInterruptException e -> (IOException) new InterruptedIOException("interrupted").initCause(e);
            case IOException e -> e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(failure);
        };
    }
}
