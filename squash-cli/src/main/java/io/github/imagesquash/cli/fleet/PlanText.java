// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.fleet;

import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.cli.text.Numbers;
import io.github.imagesquash.cli.text.TextTable;
import io.github.imagesquash.fleet.FleetPlan;
import io.github.imagesquash.fleet.PlannedImage;
import io.github.imagesquash.fleet.SkippedImage;
import java.util.ArrayList;
import java.util.List;

/** A plan for people: the largest images, those that cannot be squashed, and what a worker needs. */
final class PlanText {
    private static final int MOST_ROWS = 20;

    private PlanText() {}

    static String of(FleetPlan plan, int columns) {
        List<String> lines = new ArrayList<>();
        if (!plan.images().isEmpty()) {
            lines.addAll(table(plan, columns));
            addMore(plan.images().size(), lines);
            lines.add("");
        }
        plan.skipped().stream().limit(MOST_ROWS).map(PlanText::skipped).forEach(lines::add);
        addMore(plan.skipped().size(), lines);
        lines.addAll(totals(plan));
        return String.join("\n", lines) + "\n";
    }

    private static List<String> table(FleetPlan plan, int columns) {
        TextTable table = new TextTable("SIZE", "LAYERS", "DONE", "IMAGE");
        for (PlannedImage image :
                plan.images().subList(0, Math.min(MOST_ROWS, plan.images().size()))) {
            table.add(
                    ByteSizes.text(image.bytes()),
                    Numbers.count(image.layers().size()),
                    image.done() ? "yes" : "no",
                    image.source() + (image.inPlace() ? " in place" : " -> " + image.target()));
        }
        return table.lines(columns);
    }

    private static String skipped(SkippedImage image) {
        return "skipped: " + image.source() + ": " + image.reason();
    }

    private static void addMore(int all, List<String> lines) {
        if (all > MOST_ROWS) {
            lines.add("and " + Numbers.count(all - MOST_ROWS) + " more");
        }
    }

    private static List<String> totals(FleetPlan plan) {
        List<PlannedImage> open =
                plan.images().stream().filter(image -> !image.done()).toList();
        long done = plan.images().size() - open.size();
        String state = Numbers.counted(open.size(), "image") + " to squash, " + Numbers.count(done) + " done, "
                + Numbers.count(plan.skipped().size()) + " skipped";
        if (open.isEmpty()) {
            return List.of(state);
        }
        long bytes = open.stream().mapToLong(PlannedImage::bytes).sum();
        return List.of(
                state,
                ByteSizes.text(bytes) + " in their layers, " + ByteSizes.text(FleetPlan.distinctBytes(open))
                        + " without repeated ones",
                "each image at a time needs up to about " + ByteSizes.text(plan.diskBytes())
                        + " of temporary disk space and " + ByteSizes.text(plan.memoryBytes()) + " of memory",
                "layers that several images have need up to about " + ByteSizes.text(plan.sharedDiskBytes())
                        + " more, and at most what --cache says");
    }
}
