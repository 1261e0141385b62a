// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.terminal;

import io.github.imagesquash.request.ProgressListener.Stage;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** A stage's bar, drawn in intervals by the library's thread. */
final class StageBar implements StageDisplay {
    private final ProgressLines lines;
    private final ProgressBar bar;
    private final long startNanos = System.nanoTime();

    /** Begins to draw. */
    StageBar(Stage stage, long totalBytes, ProgressLines lines) {
        this.lines = lines;
        this.bar = new ProgressBarBuilder()
                .setTaskName(name(stage))
                .setInitialMax(totalBytes)
                .setUpdateIntervalMillis(lines.intervalMillis())
                .setRenderer((state, columns) ->
                        ProgressLine.text(state.getTaskName(), state.getCurrent(), state.getMax(), elapsed(), columns))
                .setConsumer(lines)
                .build();
    }

    @Override
    public void stepTo(long bytes) {
        bar.stepTo(bytes);
    }

    @Override
    public void remove() {
        String last = ProgressLine.text(
                bar.getTaskName(), bar.getCurrent(), bar.getMax(), elapsed(), lines.getMaxRenderedLength());
        lines.finish(last);
        // The library waits for its thread here, and forgets an interrupt, which means Ctrl-C and must last.
        boolean interrupted = Thread.interrupted();
        bar.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Not the library's, which is wrong when somebody sets the clock. */
    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
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
