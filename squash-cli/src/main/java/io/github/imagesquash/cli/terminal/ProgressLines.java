// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.terminal;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The place where a bar is drawn. After it is finished, further updates of the drawing thread are ignored, because they
 * would appear in the summary.
 */
final class ProgressLines {
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

    /** One line that is redrawn ten times a second, and erased at the end. */
    static ProgressLines onTerminal(OutputStream err, int columns) {
        return new ProgressLines(err, columns - 1, 100, BACK_AND_ERASE, "", false);
    }

    /** A new line every ten seconds and at the end. */
    static ProgressLines inLog(OutputStream err) {
        return new ProgressLines(err, TerminalWidth.STANDARD, 10_000, "", "\n", true);
    }

    int intervalMillis() {
        return intervalMillis;
    }

    int columns() {
        return columns;
    }

    /** Draws the line, unless the last one was drawn. */
    synchronized void draw(String line) {
        if (!finished) {
            err.print(start + line + end);
            err.flush();
        }
    }

    /** Erases the line, or in a log writes the last one. */
    synchronized void finish(String last) {
        draw(keepsLast ? last : "");
        finished = true;
    }
}
