// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.text;

import io.github.imagesquash.message.Warnings;
import java.util.List;

/** Warnings for people, one line for each kind. */
public final class WarningLines {
    private WarningLines() {}

    /** The lines, such as {@code warning: layer 2: "usr/lib/a": path occurs twice in one layer; the last one counts}. */
    public static List<String> of(List<Warnings.Tally> warnings) {
        return warnings.stream().map(tally -> "warning: " + tally.text()).toList();
    }
}
