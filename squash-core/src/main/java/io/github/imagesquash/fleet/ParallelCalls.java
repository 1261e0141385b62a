// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Calls that wait for a server, several at a time. */
final class ParallelCalls {
    private ParallelCalls() {}

    /** A call. */
    @FunctionalInterface
    interface Call<T, R> {
        R on(T item) throws IOException;
    }

    /**
     * The results in the order of the items.
     *
     * @throws IOException that of the first call that fails; the others are interrupted
     */
    static <T, R> List<R> map(List<T> items, int threads, Call<T, R> call) throws IOException {
        ExecutorService executor = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("squash-fleet-", 1).factory());
        try {
            List<Future<R>> futures = new ArrayList<>();
            for (T item : items) {
                futures.add(executor.submit(() -> call.on(item)));
            }
            List<R> results = new ArrayList<>();
            for (Future<R> future : futures) {
                results.add(result(future));
            }
            return results;
        } finally {
            executor.shutdownNow();
            // Waits for calls that clean up.
            executor.close();
        }
    }

    private static <R> R result(Future<R> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
    }
}
