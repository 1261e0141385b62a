package io.github.imagesquash;

import io.github.imagesquash.ProgressListener.Advanced;
import io.github.imagesquash.ProgressListener.Finished;
import io.github.imagesquash.ProgressListener.Stage;
import io.github.imagesquash.ProgressListener.Started;
import io.github.imagesquash.blob.ByteMeter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs a request's stages, tells a listener of them, and stops them when the calling thread was interrupted. */
final class Stages {
    private final ProgressListener listener;
    private final Thread caller = Thread.currentThread();

    /** A stage's work, which reports its bytes to a meter. */
    @FunctionalInterface
    interface Work<T> {
        T run(ByteMeter meter) throws IOException;
    }

    Stages(ProgressListener listener) {
        this.listener = listener;
    }

    /** Runs a stage of so many bytes. */
    <T> T run(Stage stage, long totalBytes, Work<T> work) throws IOException {
        listener.on(new Started(stage, totalBytes));
        T result = work.run(bytes -> advanced(stage, bytes));
        listener.on(new Finished(stage));
        return result;
    }

    /** Runs a stage of unknown size, which is not mentioned unless it has something to do. */
    <T> T runIfNeeded(Stage stage, Work<T> work) throws IOException {
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
