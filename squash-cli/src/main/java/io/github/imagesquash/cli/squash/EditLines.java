// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.squash;

import io.github.imagesquash.cli.text.Numbers;
import io.github.imagesquash.edit.ScrubbedHistory;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.report.SquashReport;
import java.util.ArrayList;
import java.util.List;

/** The changes of the config, one line for each. */
final class EditLines {
    private EditLines() {}

    static List<String> of(SquashReport report) {
        List<String> lines = new ArrayList<>();
        report.edits().stream()
                .map(edit -> "config: " + Printable.of(edit.instruction())
                        + (edit.changed() ? "" : " (makes no difference)"))
                .forEach(lines::add);
        ScrubbedHistory scrubbed = report.scrubbed();
        if (scrubbed.steps() > 0) {
            lines.add("history: " + Numbers.counted(scrubbed.values(), "value") + " replaced in "
                    + Numbers.counted(scrubbed.steps(), "step"));
        }
        if (!scrubbed.keys().isEmpty()) {
            lines.add("history: removed from the config: " + String.join(", ", scrubbed.keys()));
        }
        return lines;
    }
}
