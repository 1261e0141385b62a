// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.image;

import io.github.imagesquash.blob.TaskResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Verifies digests of layers beside the rest of a run, on threads of its own. Of an uncompressed layer in a file only
 * the headers are needed before writing can begin; its digest is needed only before the output gets its name.
 */
public final class LayerChecks implements AutoCloseable {
    private final ExecutorService threads;
    private final List<Check> checks = new ArrayList<>();

    private record Check(int layer, Future<?> result) {}

    /** @param threads the number of layers that are hashed in parallel, at least 1 */
    public LayerChecks(int threads) {
        this.threads = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("squash-check-", 1).factory());
    }

    /** Begins to verify the digests of a layer that is {@linkplain Layer#inPlace in place}. */
    public synchronized void begin(Layer layer) {
        checks.add(new Check(layer.number(), threads.submit(() -> verified(layer))));
    }

    private static Layer verified(Layer layer) throws IOException {
        StoredCheck.verifyUncompressed(layer);
        return layer;
    }

    /**
     * Verifies the digests of such a layer at once. To be called if it has another fault, which wrong digests explain.
     *
     * @throws io.github.imagesquash.message.InvalidImageException if the layer differs from its digests
     */
    public static void verify(Layer layer) throws IOException {
        StoredCheck.verifyUncompressed(layer);
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
