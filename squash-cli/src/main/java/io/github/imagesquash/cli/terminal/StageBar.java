// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.terminal;

import io.github.imagesquash.request.ProgressListener.Stage;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A stage's bar, drawn at intervals by a thread of its own, so that a stage without progress is visible. */
final class StageBar implements StageDisplay {
    private final String name;
    private final long totalBytes;
    private final ProgressLines lines;
    private final long startNanos = System.nanoTime();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("progress").factory());

    private volatile long doneBytes;

    private StageBar(Stage stage, long totalBytes, ProgressLines lines) {
        this.name = name(stage);
        this.totalBytes = totalBytes;
        this.lines = lines;
    }

    /** Begins to draw. */
    static StageBar show(Stage stage, long totalBytes, ProgressLines lines) {
        StageBar bar = new StageBar(stage, totalBytes, lines);
        bar.timer.scheduleAtFixedRate(() -> lines.draw(bar.line()), 0, lines.intervalMillis(), TimeUnit.MILLISECONDS);
        return bar;
    }

    @Override
    public void stepTo(long bytes) {
        doneBytes = bytes;
    }

    @Override
    public void remove() {
        lines.finish(line());
        timer.shutdownNow();
    }

    private String line() {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
        return ProgressLine.text(name, doneBytes, totalBytes, elapsed, lines.columns());
    }

    private static String name(Stage stage) {
        return switch (stage) {
            case SPOOL -> "receiving";
            case DOWNLOAD -> "downloading";
            case READ -> "reading";
            case WRITE -> "writing";
            case VERIFY -> "verifying";
            case COMPARE -> "comparing";
            case ESTIMATE -> "estimating";
            case SEND -> "sending";
            case PUSH -> "pushing";
        };
    }
}
