// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.source;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.ProgressListener.Advanced;
import io.github.imagesquash.request.ProgressListener.Finished;
import io.github.imagesquash.request.ProgressListener.Stage;
import io.github.imagesquash.request.ProgressListener.Started;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs a request's stages, reports them to a listener, and stops them when the calling thread is interrupted. */
public final class Stages {
    private final ProgressListener listener;
    private final Thread caller = Thread.currentThread();

    /** A stage's work, which reports its bytes to a meter. */
    @FunctionalInterface
    public interface Work<T> {
        public T run(ByteMeter meter) throws IOException;
    }

    public Stages(ProgressListener listener) {
        this.listener = listener;
    }

    /** Runs a stage of this many bytes. */
    public <T> T run(Stage stage, long totalBytes, Work<T> work) throws IOException {
        listener.on(new Started(stage, totalBytes));
        T result = work.run(bytes -> advanced(stage, bytes));
        listener.on(new Finished(stage));
        return result;
    }

    /** Runs a stage of unknown size, which is reported only if it has something to do. */
    public <T> T runIfNeeded(Stage stage, Work<T> work) throws IOException {
        AtomicBoolean started = new AtomicBoolean();
        T result = work.run(bytes -> {
            if (started.compareAndSet(false, true)) {
                listener.on(new Started(stage, -1));
            }
            advanced(stage, bytes);
        });
        if (started.get()) {
            listener.on(new Finished(stage));
        }
        return result;
    }

    private void advanced(Stage stage, long bytes) throws IOException {
        if (caller.isInterrupted()) {
            throw new InterruptedIOException("interrupted");
        }
        listener.on(new Advanced(stage, bytes));
    }
}
