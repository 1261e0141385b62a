// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.terminal;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import me.tongfei.progressbar.ProgressBarConsumer;

/**
 * Where a bar is drawn. When it is finished it stays so: what the library's thread still sends is not shown, or it
 * would land in the summary.
 */
final class ProgressLines implements ProgressBarConsumer {
    private static final String BACK_AND_ERASE = "\r\u001b[K";

    private final PrintStream err;
    private final int columns;
    private final int intervalMillis;
    private final String start;
    private final String end;
    private final boolean keepsLast;
    private boolean finished;

    private ProgressLines(
            OutputStream err, int columns, int intervalMillis, String start, String end, boolean keepsLast) {
        this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
        this.columns = columns;
        this.intervalMillis = intervalMillis;
        this.start = start;
        this.end = end;
        this.keepsLast = keepsLast;
    }

    /** One line that is drawn again ten times a second, and erased in the end. */
    static ProgressLines onTerminal(OutputStream err, int columns) {
        return new ProgressLines(err, columns - 1, 100, BACK_AND_ERASE, "", false);
    }

    /** A new line every ten seconds and in the end. */
    static ProgressLines inLog(OutputStream err) {
        return new ProgressLines(err, TerminalWidth.STANDARD, 10_000, "", "\n", true);
    }

    int intervalMillis() {
        return intervalMillis;
    }

    @Override
    public int getMaxRenderedLength() {
        return columns;
    }

    @Override
    public synchronized void accept(String line) {
        if (!finished) {
            err.print(start + line + end);
            err.flush();
        }
    }

    /** Erases the line, or in a log writes the last one. */
    synchronized void finish(String last) {
        accept(keepsLast ? last : "");
        finished = true;
    }

    @Override
    public void clear() {
        // finish has done it.
    }

    @Override
    public void close() {
        // The stream is not ours.
    }
}
