// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.run;

import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.option.ProgressOptions;
import io.github.imagesquash.cli.option.ProgressOptions.Progress;
import io.github.imagesquash.cli.option.QuietOptions;
import io.github.imagesquash.cli.terminal.ProgressBars;
import io.github.imagesquash.cli.terminal.Shell;
import java.util.List;

/** Whether and how a run's progress is shown. */
public record ProgressDisplay(Progress progress, boolean quiet, Shell shell) {

    /** The display for the options; an unknown value of {@code --progress} is wrong usage. */
    public static ProgressDisplay of(QuietOptions options, Shell shell, OptionValues values) {
        return of(options, options.quiet, shell, values);
    }

    /** As {@link #of(QuietOptions, Shell, OptionValues)}, for a command that prints no report. */
    public static ProgressDisplay of(ProgressOptions options, Shell shell, OptionValues values) {
        return of(options, false, shell, values);
    }

    private static ProgressDisplay of(ProgressOptions options, boolean quiet, Shell shell, OptionValues values) {
        Progress progress = options.progress.isEmpty()
                ? Progress.AUTO
                : values.oneOf("--progress", options.progress, List.of(Progress.values()));
        return new ProgressDisplay(progress, quiet, shell);
    }

    /** The progress bars; to be closed before anything else is printed. */
    public ProgressBars bars() {
        if (quiet || progress == Progress.NEVER) {
            return ProgressBars.hidden();
        }
        if (shell.showsProgress()) {
            return ProgressBars.onTerminal(shell.err(), shell.columns());
        }
        return progress == Progress.ALWAYS ? ProgressBars.inLog(shell.err()) : ProgressBars.hidden();
    }
}
