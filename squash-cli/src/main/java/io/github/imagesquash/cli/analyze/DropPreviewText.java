// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.analyze;

import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.cli.text.Numbers;
import io.github.imagesquash.cli.text.TextTable;
import io.github.imagesquash.report.DropPreview;
import java.util.Comparator;
import java.util.List;

/** What sets of rules would leave out, for people: a row for each set that matches something, the largest first. */
final class DropPreviewText {
    private DropPreviewText() {}

    /** The table; empty if no set matches anything. */
    static List<TextTable> tables(List<DropPreview> drops) {
        List<DropPreview> found = drops.stream()
                .filter(drop -> drop.paths() > 0)
                .sorted(Comparator.comparingLong(DropPreview::bytes).reversed())
                .toList();
        TextTable table = new TextTable("size", "paths", "would be left out with");
        found.forEach(drop -> table.add(
                ByteSizes.text(drop.bytes()),
                Numbers.count(drop.paths()),
                "--drop " + drop.set() + " (" + drop.about() + ")"));
        return found.isEmpty() ? List.of() : List.of(table);
    }
}
