// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.squash;

import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.cli.text.Numbers;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.report.Growth;
import io.github.imagesquash.report.Reuse;
import io.github.imagesquash.report.SquashReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The summary of the use of a previous image. */
final class ReuseText {
    private ReuseText() {}

    /** The lines; none if there is no previous image. */
    static List<String> lines(SquashReport report) {
        Reuse reuse = report.reuse();
        String name = Printable.of(reuse.previous());
        return switch (reuse.outcome()) {
            case NOT_ASKED -> List.of();
            case REUSED -> reused(report.growth(), reuse, name);
            case MOSTLY_UNUSED ->
                List.of("reused nothing: " + percent(reuse) + " of the image would be unused content from " + name
                        + " (limit 20 %)");
            case NOTHING_REUSABLE -> nothingLeft(reuse, name);
            case NO_PLATFORM -> List.of("reused nothing: " + name + " does not exist for this platform");
        };
    }

    private static List<String> reused(Growth growth, Reuse reuse, String name) {
        List<String> lines = new ArrayList<>();
        lines.add("reused " + reuse.kept() + " of " + Numbers.counted(reuse.layers(), "layer") + " of " + name + ": "
                + ByteSizes.text(growth.after()) + " new for " + ByteSizes.text(reuse.changedBytes())
                + " of changed files");
        addGivenUp(lines, reuse);
        if (reuse.unusedBytes() > 0) {
            lines.add("unused content in kept layers: " + ByteSizes.text(reuse.unusedBytes()) + ", " + percent(reuse)
                    + " of the image");
        }
        return lines;
    }

    private static List<String> nothingLeft(Reuse reuse, String name) {
        List<String> lines = new ArrayList<>();
        lines.add("reused nothing: no layer of " + name + " has enough used content");
        addGivenUp(lines, reuse);
        return lines;
    }

    private static void addGivenUp(List<String> lines, Reuse reuse) {
        addGivenUp(lines, reuse.mostlyUnused(), "less than half of the content is in use");
        addGivenUp(lines, reuse.overLimit(), "more than --max-layers allows");
        addGivenUp(lines, reuse.dependent(), "depends on a layer that is not kept");
    }

    private static void addGivenUp(List<String> lines, int layers, String why) {
        if (layers > 0) {
            lines.add("not kept: " + Numbers.counted(layers, "layer") + ": " + why);
        }
    }

    private static String percent(Reuse reuse) {
        double percent = 100.0 * reuse.unusedBytes() / Math.max(1, reuse.contentBytes());
        return String.format(Locale.ROOT, "%.1f %%", percent);
    }
}
