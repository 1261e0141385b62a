// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.text;

import io.github.imagesquash.oci.Reference;
import java.util.List;

/** The last lines of a summary, with the place of the new image. */
public final class OutputLocationText {
    private OutputLocationText() {}

    /** The places of the new image, one line for each. */
    public static List<String> lines(OutputLocation placed, List<String> tags) {
        return placed.pushed().isEmpty()
                ? List.of(placed.sentence() + otherNames(tags))
                : placed.pushed().stream().map(name -> "pushed to " + name).toList();
    }

    private static String otherNames(List<String> tags) {
        if (tags.size() < 2) {
            return "";
        }
        return ", also named "
                + String.join(
                        ", ",
                        tags.stream().skip(1).map(OutputLocationText::familiar).toList());
    }

    private static String familiar(String tag) {
        return Reference.parse(tag).familiar();
    }
}
