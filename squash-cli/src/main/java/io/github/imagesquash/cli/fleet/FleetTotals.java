// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.fleet;

import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.cli.text.Numbers;
import io.github.imagesquash.cli.text.SizeText;
import io.github.imagesquash.fleet.FleetReport;
import io.github.imagesquash.fleet.FleetReport.ReportedImage;
import io.github.imagesquash.fleet.FleetReport.State;
import io.github.imagesquash.message.ShellWords;
import io.github.imagesquash.report.SizeChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a report says in words.
 *
 * @param report the report
 * @param plan the plan's file, for commands
 */
record FleetTotals(FleetReport report, String plan) {
    private static final int MOST_ROWS = 20;

    /** How many images are in which state. */
    String states() {
        return Numbers.count(report.in(State.DONE).size()) + " of "
                + Numbers.counted(report.images().size(), "image") + " done, "
                + Numbers.count(report.in(State.OPEN).size()) + " open, "
                + Numbers.count(report.in(State.INTERRUPTED).size()) + " interrupted, "
                + Numbers.count(report.in(State.FAILED).size()) + " failed, "
                + Numbers.count(report.skipped().size()) + " skipped";
    }

    /** The sizes of the images that are done. */
    String sizes() {
        long before = report.in(State.DONE).stream()
                .mapToLong(image -> image.planned().bytes())
                .sum();
        long after =
                report.in(State.DONE).stream().mapToLong(ReportedImage::after).sum();
        return change(before, after);
    }

    /** The same, with each layer once, as a registry stores them. */
    String distinctSizes() {
        return change(report.distinctBefore(), report.distinctAfter());
    }

    static String change(long before, long after) {
        return ByteSizes.text(before) + " -> " + ByteSizes.text(after) + ", "
                + SizeText.change(new SizeChange.Bytes(before, after));
    }

    /** The images that took longest. */
    List<ReportedImage> slowest() {
        return report.images().stream()
                .filter(image -> image.seconds() > 0)
                .sorted(Comparator.comparingDouble(ReportedImage::seconds).reversed())
                .limit(MOST_ROWS)
                .toList();
    }

    /** The largest new images. */
    List<ReportedImage> largest() {
        return report.in(State.DONE).stream()
                .sorted(Comparator.comparingLong(ReportedImage::after).reversed())
                .limit(MOST_ROWS)
                .toList();
    }

    /** What to do, a sentence each. */
    List<String> todo() {
        List<String> todo = new ArrayList<>();
        int open = report.in(State.OPEN).size() + report.in(State.INTERRUPTED).size();
        String file = ShellWords.quoted(plan);
        if (open > 0) {
            todo.add("squash fleet run " + file + " squashes the " + Numbers.counted(open, "image") + " that "
                    + (open == 1 ? "is" : "are") + " left");
        }
        List<ReportedImage> failed = report.in(State.FAILED);
        if (failed.stream().anyMatch(image -> image.reason().endsWith("plan again"))) {
            todo.add("tags were moved after the plan: run squash fleet plan again");
        }
        if (failed.stream().anyMatch(image -> image.reason().contains("--allow-larger"))) {
            todo.add(
                    "some new images would be larger: leave these images out, or set allow-larger: true in their group");
        }
        if (report.distinctAfter() > report.distinctBefore()) {
            todo.add(
                    "the new images have fewer layers in common than the old ones, so the registry stores more: keep-base in the"
                            + " options of a group keeps the layers of a common base");
        }
        return todo;
    }
}
