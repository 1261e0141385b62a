// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.squash;

import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.cli.text.Numbers;
import io.github.imagesquash.group.AutoChoice;
import io.github.imagesquash.packages.Ecosystem;
import io.github.imagesquash.report.SquashReport.Grouped;
import java.util.List;

/** The reason for a division that squash chose. */
final class GroupedText {
    private GroupedText() {}

    /** One sentence; empty unless squash chose. */
    static String of(Grouped grouped) {
        return grouped.chosen().map(GroupedText::sentence).orElse("");
    }

    private static String sentence(AutoChoice choice) {
        return switch (choice.rule()) {
            case SMALL -> "one layer, because " + ByteSizes.text(choice.bytes()) + " download in one request";
            case PACKAGES -> "by package, because " + share(choice);
            case ONE_FILE -> "one layer, because nearly all of " + ByteSizes.text(choice.bytes()) + " is in one file";
            case REST ->
                "by size, because "
                        + (choice.packages() == 0 ? "there are no packages" : "only " + share(choice))
                        + ", and layers are downloaded in parallel";
        };
    }

    private static String share(AutoChoice choice) {
        long percent = Math.round(100.0 * choice.packagedBytes() / choice.bytes());
        List<String> kinds = choice.ecosystems().stream().map(Ecosystem::label).toList();
        return percent + " % of " + ByteSizes.text(choice.bytes()) + " belong to "
                + Numbers.counted(choice.packages(), "package") + " of " + String.join(", ", kinds);
    }
}
