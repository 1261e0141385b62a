// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs tasks in parallel and returns their results in the order of submission. */
public final class OrderedTasks<T> implements AutoCloseable {
    private final ExecutorService executor;
    private final Queue<Future<T>> results = new ArrayDeque<>();

    /** @param threads the number of parallel tasks, at least 1 */
    public OrderedTasks(int threads) {
        executor = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("squash-read-", 1).factory());
    }

    /** Adds a task. */
    public void submit(Callable<T> task) {
        results.add(executor.submit(task));
    }

    /** The next task's result; its failure is thrown unchanged. */
    public T next() throws IOException {
        try {
            return results.remove().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Stops running tasks and waits for them, so that no task outlives the files that it reads. */
    @Override
    public void close() {
        executor.shutdownNow();
        executor.close();
    }
}
