// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.squash;

import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.cli.text.Numbers;
import io.github.imagesquash.group.AutoChoice;
import io.github.imagesquash.group.AutoChoice.Candidate;
import io.github.imagesquash.group.Grouping;
import io.github.imagesquash.packages.Ecosystem;
import io.github.imagesquash.report.SquashReport.Grouped;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The reason for a division that squash chose. */
final class GroupedText {
    private GroupedText() {}

    /** Lines; none unless squash chose. */
    static List<String> of(Grouped grouped) {
        return grouped.chosen().map(GroupedText::lines).orElse(List.of());
    }

    /** The same in one sentence; empty unless squash chose. */
    static String sentence(Grouped grouped) {
        return grouped.chosen().map(GroupedText::sentence).orElse("");
    }

    private static String sentence(AutoChoice choice) {
        String others = choice.others().isEmpty()
                ? "no other way to divide it"
                : choice.others().stream()
                        .map(other -> name(other) + ": " + time(other))
                        .collect(Collectors.joining("; "));
        return name(choice.taken()) + ", because a first pull and one of the next build take about "
                + time(choice.taken()) + " (" + others + "); " + content(choice);
    }

    private static List<String> lines(AutoChoice choice) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "auto: " + name(choice.taken()) + "; pulls of this image + of the next build: " + time(choice.taken()));
        choice.others().forEach(other -> lines.add("      " + name(other) + ": " + time(other)));
        if (choice.others().isEmpty()) {
            lines.add("      there is no other way to divide it");
        }
        lines.add("      " + content(choice));
        return lines;
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
