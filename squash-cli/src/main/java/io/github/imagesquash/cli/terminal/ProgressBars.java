// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.terminal;

import io.github.imagesquash.request.ProgressListener;
import java.io.OutputStream;
import java.time.Duration;

/**
 * Shows one bar for the present stage. A stage that ends within the delay shows none, so nothing flickers, and a small
 * image needs no thread.
 */
public final class ProgressBars implements ProgressListener, AutoCloseable {
    private static final Duration TERMINAL_DELAY = Duration.ofMillis(300);
    private static final Duration LOG_DELAY = Duration.ZERO;

    private final StageDisplay.Factory factory;
    private final long delayNanos;

    private Stage stage = Stage.SPOOL;
    private boolean started;
    private long startNanos;
    private long totalBytes;
    private long doneBytes;
    private StageDisplay bar = StageDisplay.HIDDEN;

    ProgressBars(Duration delay, StageDisplay.Factory factory) {
        this.delayNanos = delay.toNanos();
        this.factory = factory;
    }

    /** Shows nothing. */
    public static ProgressBars hidden() {
        return new ProgressBars(Duration.ZERO, (_, _) -> StageDisplay.HIDDEN);
    }

    /** Draws one line again and again. */
    public static ProgressBars onTerminal(OutputStream err, int columns) {
        return new ProgressBars(
                TERMINAL_DELAY, (stage, total) -> StageBar.show(stage, total, ProgressLines.onTerminal(err, columns)));
    }

    /** Writes a line every few seconds. */
    public static ProgressBars inLog(OutputStream err) {
        return new ProgressBars(LOG_DELAY, (stage, total) -> StageBar.show(stage, total, ProgressLines.inLog(err)));
    }

    @Override
    public synchronized void on(Event event) {
        switch (event) {
            case Started e -> start(e);
            case Advanced e when started && e.stage() == stage -> advance(e.bytes());
            case Advanced _ -> {}
            case Finished e when started && e.stage() == stage -> close();
            case Finished _ -> {}
        }
    }

    /** Removes the bar, in any stage. */
    @Override
    public synchronized void close() {
        bar.remove();
        bar = StageDisplay.HIDDEN;
        started = false;
    }

    private void start(Started event) {
        close();
        started = true;
        stage = event.stage();
        totalBytes = event.totalBytes();
        doneBytes = 0;
        startNanos = System.nanoTime();
    }

    private void advance(long bytes) {
        doneBytes += bytes;
        if (bar == StageDisplay.HIDDEN && System.nanoTime() - startNanos >= delayNanos) {
            bar = factory.show(stage, totalBytes);
        }
        bar.stepTo(doneBytes);
    }
}
