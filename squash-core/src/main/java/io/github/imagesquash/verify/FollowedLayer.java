// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.verify;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.blob.GrowingBlob;
import io.github.imagesquash.blob.TaskResult;
import io.github.imagesquash.chunked.Frames;
import io.github.imagesquash.image.LayerChecks;
import io.github.imagesquash.image.LayerDigests;
import io.github.imagesquash.image.MeasuringPass;
import io.github.imagesquash.message.InvalidImageException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * A layer that is read back on a thread of its own while it is written. The thread is never interrupted, because that
 * would close the file for the writer as well.
 */
public final class FollowedLayer implements AutoCloseable {
    private final String where;
    private final GrowingBlob blob;
    private final LayerChecks.Pause pause;
    private final CompletableFuture<Map<String, String>> annotations;
    private final FutureTask<LayerDigests> reading;
    private final Thread thread;

    /** Reads the layer. */
    @FunctionalInterface
    interface Reading {
        /** @param annotations of the layer's descriptor, when it is complete */
        LayerDigests read(MeasuringPass pass, Future<Map<String, String>> annotations) throws IOException;
    }

    private FollowedLayer(
            String where,
            GrowingBlob blob,
            LayerChecks.Pause pause,
            CompletableFuture<Map<String, String>> annotations,
            FutureTask<LayerDigests> reading) {
        this.thread = Thread.ofPlatform().daemon().name("squash-verify").start(reading);
        this.where = where;
        this.blob = blob;
        this.pause = pause;
        this.annotations = annotations;
        this.reading = reading;
    }

    /** @param pause ends when the layer is complete */
    static FollowedLayer begin(
            String where,
            GrowingBlob blob,
            Compression compression,
            Frames frames,
            LayerChecks.Pause pause,
            Reading reading) {
        CompletableFuture<Map<String, String>> annotations = new CompletableFuture<>();
        FutureTask<LayerDigests> task = new FutureTask<>(() -> {
            try (MeasuringPass pass = new MeasuringPass(blob, compression, frames, where + ": new layer")) {
                return reading.read(pass, annotations);
            }
        });
        return new FollowedLayer(where, blob, pause, annotations, task);
    }

    /**
     * Fails if what was read so far is wrong, so that the rest need not be written.
     *
     * @throws VerificationException saying what is wrong
     */
    public void requireRight() throws IOException {
        if (reading.isDone()) {
            digests();
        }
    }

    /**
     * Waits until the complete layer is read.
     *
     * @param annotations those of its descriptor
     * @return its digests
     * @throws VerificationException if a content differs from that of the source, or the layer cannot be read
     */
    public LayerDigests finish(Map<String, String> annotations) throws IOException {
        this.annotations.complete(annotations);
        blob.complete();
        pause.close();
        return digests();
    }

    private LayerDigests digests() throws IOException {
        try {
            return TaskResult.of(reading);
        } catch (InvalidImageException e) {
            throw VerificationException.unreadable(where, e);
        }
    }

    /** Waits for the end of the thread, which gives up if the layer is not complete. */
    @Override
    public void close() {
        blob.abandon();
        annotations.cancel(false);
        pause.close();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
