// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import io.github.imagesquash.blob.BlobCache;
import io.github.imagesquash.blob.ImageBlobs;
import io.github.imagesquash.edit.ConfigEditException;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.registry.RegistryClient;
import io.github.imagesquash.request.RefusedException;
import io.github.imagesquash.verify.VerificationException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Squashes the images of a shard. A failed image does not stop the others. */
public final class ShardRunner {
    /** Failures of this number in a row that may pass: the registry or the disk is gone, and the rest would fail too. */
    private static final int MOST_IN_A_ROW = 10;

    private final FleetRun run;
    private final FleetListener listener;
    private int failures;
    private int inARow;

    public ShardRunner(FleetRun run, FleetListener listener) {
        this.run = run;
        this.listener = listener;
    }

    /**
     * Runs.
     *
     * @param library squashes one image
     * @return whether all images were tried; otherwise there were too many failures
     * @throws IOException if the listener fails, or the calling thread was interrupted
     */
    public boolean run(ImageLibrary library) throws IOException {
        List<PlannedImage> images =
                Shards.of(run.plan(), run.shard().count()).get(run.shard().number() - 1);
        try (RegistryClient client = new RegistryClient(run.access());
                BlobCache cache = new BlobCache(run.cacheDirectory(), run.cacheBytes(), uses(images))) {
            ImageSquasher squasher = new ImageSquasher(client, run.access(), new SuccessorNotes(client), library);
            List<Boolean> tried = ParallelCalls.map(images, run.workers(), image -> tried(image, squasher, cache));
            return !tried.contains(false);
        }
    }

    private static Map<Digest, Integer> uses(List<PlannedImage> images) {
        Map<Digest, Integer> uses = new HashMap<>();
        images.forEach(image -> image.layers().forEach(layer -> uses.merge(layer.digest(), 1, Integer::sum)));
        return uses;
    }

    private boolean tried(PlannedImage image, ImageSquasher squasher, BlobCache cache) throws IOException {
        if (isStopped()) {
            return false;
        }
        List<Digest> layers = image.layers().stream().map(PlannedBlob::digest).toList();
        ImageOutcome outcome;
        try (ImageBlobs shared = cache.of(layers)) {
            outcome = outcome(image, squasher, shared);
            if (outcome instanceof ImageOutcome.Failed failed && failed.cause() instanceof InvalidImageException) {
                shared.forget();
            }
        }
        note(outcome);
        return true;
    }

    private ImageOutcome outcome(PlannedImage image, ImageSquasher squasher, ImageBlobs shared) throws IOException {
        long begun = System.nanoTime();
        try {
            PlannedGroup group = run.plan().groupOf(image);
            return squasher.squash(
                            image, group, Objects.requireNonNull(run.requests().get(group.name())), shared)
                    .<ImageOutcome>map(
                            sizes -> new ImageOutcome.Done(image, sizes.before(), sizes.after(), since(begun)))
                    .orElseGet(() -> new ImageOutcome.Unchanged(image));
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            return new ImageOutcome.Failed(image, e, mayPass(e), since(begun));
        } catch (RuntimeException | OutOfMemoryError e) {
            return new ImageOutcome.Failed(image, e, false, since(begun));
        }
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Whether the image is not the reason. */
    private static boolean mayPass(IOException failure) {
        return !(failure instanceof RefusedException
                || failure instanceof InvalidImageException
                || failure instanceof UnmetRequestException
                || failure instanceof ConfigEditException
                || failure instanceof VerificationException
                || failure instanceof MovedTagException);
    }

    private synchronized boolean isStopped() {
        return failures > run.maxFailures() || inARow >= MOST_IN_A_ROW;
    }

    private synchronized void note(ImageOutcome outcome) throws IOException {
        switch (outcome) {
            case ImageOutcome.Failed failed -> {
                failures++;
                inARow = failed.mayPass() ? inARow + 1 : 0;
            }
            case ImageOutcome.Done _, ImageOutcome.Unchanged _ -> inARow = 0;
        }
        listener.on(outcome);
    }
}
