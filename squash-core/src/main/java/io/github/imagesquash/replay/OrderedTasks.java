// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

import io.github.imagesquash.blob.TaskResult;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
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
        return TaskResult.of(results.remove());
    }

    /** Stops running tasks and waits for them, so that no task outlives the files that it reads. */
    @Override
    public void close() {
        executor.shutdownNow();
        executor.close();
    }
}
