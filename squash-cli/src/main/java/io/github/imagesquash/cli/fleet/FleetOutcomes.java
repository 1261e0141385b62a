// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.fleet;

import io.github.imagesquash.cli.option.ExitCode;
import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.cli.text.FailureMessage;
import io.github.imagesquash.cli.text.Numbers;
import io.github.imagesquash.cli.text.SizeText;
import io.github.imagesquash.fleet.FleetListener;
import io.github.imagesquash.fleet.ImageOutcome;
import io.github.imagesquash.fleet.OutcomeLine;
import io.github.imagesquash.report.SizeChange;
import java.io.IOException;

/** Prints what becomes of each image, and what became of all at the end. */
final class FleetOutcomes implements FleetListener {
    private final Shell shell;
    private final boolean json;
    private final boolean quiet;
    private int done;
    private int unchanged;
    private int failed;
    private int mayPass;
    private long before;
    private long after;

    FleetOutcomes(Shell shell, boolean json, boolean quiet) {
        this.shell = shell;
        this.json = json;
        this.quiet = quiet;
    }

    @Override
    public void on(ImageOutcome outcome) throws IOException {
        String reason = "";
        switch (outcome) {
            case ImageOutcome.Done one -> {
                done++;
                before += one.before();
                after += one.after();
            }
            case ImageOutcome.Unchanged _ -> unchanged++;
            case ImageOutcome.Failed one -> {
                failed++;
                mayPass += one.mayPass() ? 1 : 0;
                reason = FailureMessage.of(one.cause());
            }
        }
        if (json) {
            shell.printJson(OutcomeLine.of(outcome, reason).json());
        } else if (!quiet || !reason.isEmpty()) {
            shell.print(line(outcome, reason) + "\n", !reason.isEmpty());
        }
    }

    private static String line(ImageOutcome outcome, String reason) {
        String source = outcome.image().source().toString();
        return switch (outcome) {
            case ImageOutcome.Done one ->
                "done: " + one.image().target() + ": " + sizes(one.before(), one.after()) + ", "
                        + Numbers.time(one.elapsed());
            case ImageOutcome.Unchanged one -> "done before: " + one.image().target();
            case ImageOutcome.Failed one -> (one.mayPass() ? "failed: " : "refused: ") + source + ": " + reason;
        };
    }

    private static String sizes(long before, long after) {
        return ByteSizes.text(before) + " -> " + ByteSizes.text(after) + ", "
                + SizeText.change(new SizeChange.Bytes(before, after));
    }

    /**
     * Prints the totals.
     *
     * @param complete whether all images were tried
     * @return the exit code of the run
     */
    ExitCode end(boolean complete) throws IOException {
        if (!complete) {
            shell.errWriter().println("squash: stopped after " + Numbers.counted(failed, "failed image"));
        }
        if (!json && !quiet) {
            String totals = Numbers.count(done) + " squashed, " + Numbers.count(unchanged) + " done before, "
                    + Numbers.count(failed) + " failed";
            shell.print(totals + (done == 0 ? "" : "; " + sizes(before, after)) + "\n", false);
        }
        if (failed == 0) {
            return ExitCode.DONE;
        }
        return complete && mayPass == 0 ? ExitCode.IMAGES_REFUSED : ExitCode.FAILED;
    }
}
