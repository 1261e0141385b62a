// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.squash;

import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.cli.text.Numbers;
import io.github.imagesquash.group.AutoChoice;
import io.github.imagesquash.group.AutoChoice.Candidate;
import io.github.imagesquash.group.Grouping;
import io.github.imagesquash.packages.Ecosystem;
import io.github.imagesquash.report.SquashReport.Grouped;
import java.util.List;
import java.util.stream.Collectors;

/** The reason for a division that squash chose. */
final class GroupedText {
    private GroupedText() {}

    /** One sentence; empty unless squash chose. */
    static String of(Grouped grouped) {
        return grouped.chosen().map(GroupedText::sentence).orElse("");
    }

    private static String sentence(AutoChoice choice) {
        Candidate taken = choice.taken();
        String others = choice.others().isEmpty()
                ? "no other way to divide it"
                : choice.others().stream()
                        .map(other -> name(other) + ": " + time(other))
                        .collect(Collectors.joining("; "));
        return name(taken) + ", because a first pull and one of the next build take about " + time(taken) + " ("
                + others + "); " + content(choice);
    }

    private static String name(Candidate candidate) {
        return switch (candidate.grouping()) {
            case Grouping.BySize _ -> "by size in " + Numbers.counted(candidate.layers(), "layer");
            case Grouping.ByPackage _ -> "by package in " + Numbers.counted(candidate.layers(), "layer");
            case Grouping.One _, Grouping.IntoLayers _, Grouping.Within _, Grouping.ByDirectory _, Grouping.Auto _ ->
                "one layer";
        };
    }

    private static String time(Candidate candidate) {
        return Numbers.time(candidate.first()) + " + " + Numbers.time(candidate.next());
    }

    private static String content(AutoChoice choice) {
        if (choice.packages() == 0) {
            return ByteSizes.text(choice.bytes()) + ", no packages";
        }
        long percent = Math.round(100.0 * choice.packagedBytes() / choice.bytes());
        List<String> kinds = choice.ecosystems().stream().map(Ecosystem::label).toList();
        return percent + " % of " + ByteSizes.text(choice.bytes()) + " belong to "
                + Numbers.counted(choice.packages(), "package") + " of " + String.join(", ", kinds);
    }
}
