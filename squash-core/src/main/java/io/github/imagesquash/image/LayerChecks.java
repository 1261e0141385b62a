// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.image;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.TaskResult;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Verifies digests of layers beside the rest of a run, on threads of its own. Of an uncompressed layer in a file only
 * the headers are needed before writing can begin; its digest is needed only before the output gets its name.
 */
public final class LayerChecks implements AutoCloseable {
    private final ExecutorService threads;
    private final List<Check> checks = new ArrayList<>();
    private final boolean spare;
    private int pauses;

    /** The threads wait until this is closed. */
    @FunctionalInterface
    public interface Pause extends AutoCloseable {
        /** Nothing waits. */
        Pause NONE = () -> {};

        /** Lets the threads continue. Further calls do nothing. */
        @Override
        void close();
    }

    private record Check(int layer, Future<?> result) {}

    /** @param threads the number of layers that are hashed in parallel, at least 1 */
    public LayerChecks(int threads) {
        this.spare = threads > 1;
        this.threads = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("squash-check-", 1).factory());
    }

    /** Begins to verify the digests of a layer that is {@linkplain Layer#inPlace in place}. */
    public synchronized void begin(Layer layer) {
        checks.add(new Check(layer.number(), threads.submit(() -> verified(layer))));
    }

    private Layer verified(Layer layer) throws IOException {
        StoredCheck.verifyUncompressed(layer, bytes -> waitWhilePaused());
        return layer;
    }

    /**
     * Lets the threads wait, if there is only one: with so few cores, something else has to be done first.
     *
     * @return ends the pause
     */
    public synchronized Pause pause() {
        if (spare) {
            return Pause.NONE;
        }
        pauses++;
        AtomicBoolean over = new AtomicBoolean();
        return () -> {
            if (!over.getAndSet(true)) {
                resume();
            }
        };
    }

    private synchronized void resume() {
        pauses--;
        notifyAll();
    }

    private synchronized void waitWhilePaused() throws IOException {
        try {
            while (pauses > 0) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /**
     * Verifies the digests of such a layer at once. To be called if it has another fault, which wrong digests explain.
     *
     * @throws io.github.imagesquash.message.InvalidImageException if the layer differs from its digests
     */
    public static void verify(Layer layer) throws IOException {
        StoredCheck.verifyUncompressed(layer, ByteMeter.NONE);
    }

    /**
     * Waits for all digests.
     *
     * @throws io.github.imagesquash.message.InvalidImageException for the lowest layer that differs from its digests
     */
    public void require() throws IOException {
        for (Check check : begun()) {
            TaskResult.of(check.result());
        }
    }

    private synchronized List<Check> begun() {
        return checks.stream().sorted(Comparator.comparingInt(Check::layer)).toList();
    }

    /** Stops, and waits for the threads. */
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
