// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.terminal;

import io.github.imagesquash.cli.text.ByteSizes;
import java.time.Duration;
import java.util.Locale;

/** One line of progress: {@code reading    45 % [#########           ]  570 MB of 1.27 GB, 640 MB/s, 2 s left}. */
final class ProgressLine {
    private static final int WIDEST_BAR = 20;
    private static final int NARROWEST_BAR = 5;

    private ProgressLine() {}

    /**
     * The line, at most this number of columns wide; the bar is shortened first.
     *
     * @param name the stage's name
     * @param done bytes done
     * @param total bytes to do; less than 1 if unknown, then there are neither bar nor time left
     * @param elapsed the time so far
     */
    static String text(String name, long done, long total, Duration elapsed, int columns) {
        double seconds = Math.max(0.001, elapsed.toMillis() / 1000.0);
        String speed = ", " + ByteSizes.text((long) (done / seconds)) + "/s";
        String line = total < 1
                ? String.format(Locale.ROOT, "%-9s  %s%s", name, ByteSizes.text(done), speed)
                : withBar(name, Math.min(1.0, (double) done / total), amount(done, total, seconds, speed), columns);
        return line.substring(0, Math.min(line.length(), Math.max(0, columns)));
    }

    private static String withBar(String name, double share, String amount, int columns) {
        String start = String.format(Locale.ROOT, "%-9s %3d %%", name, (int) (100 * share));
        int width = Math.min(WIDEST_BAR, columns - start.length() - amount.length() - 5);
        if (width < NARROWEST_BAR) {
            return start + "  " + amount;
        }
        int full = (int) (share * width);
        return start + " [" + "#".repeat(full) + " ".repeat(width - full) + "]  " + amount;
    }

    private static String amount(long done, long total, double seconds, String speed) {
        String amount = ByteSizes.text(done) + " of " + ByteSizes.text(total) + speed;
        if (done < 1 || done >= total) {
            return amount;
        }
        long left = (long) Math.ceil(seconds * ((double) (total - done) / done));
        return amount + ", " + (left < 60 ? left + " s" : left / 60 + " min " + left % 60 + " s") + " left";
    }
}
