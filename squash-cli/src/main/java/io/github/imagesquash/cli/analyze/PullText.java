// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.analyze;

import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.cli.text.Numbers;
import io.github.imagesquash.report.PullCosts;
import java.util.ArrayList;
import java.util.List;

/** What a pull costs, for people. */
final class PullText {
    private PullText() {}

    static List<String> lines(PullCosts costs) {
        List<String> lines = new ArrayList<>();
        lines.add("pull         " + layers(costs.everything()) + " for a machine that has nothing");
        costs.since().ifPresent(since -> {
            lines.add("             " + layers(since.whole()) + " for one that has " + since.image());
            since.files().ifPresent(files -> lines.add("             " + files(files)));
        });
        return lines;
    }

    private static String layers(PullCosts.Layers layers) {
        return ByteSizes.text(layers.bytes()) + " in " + Numbers.counted(layers.layers(), "layer");
    }

    private static String files(PullCosts.Files files) {
        String whole = files.whole().layers() == 0 ? "" : ", " + layers(files.whole()) + " without a table of contents";
        return ByteSizes.text(files.bytes()) + " if its engine fetches single files: "
                + ByteSizes.text(files.fileBytes())
                + " of " + Numbers.counted(files.files(), "changed file") + ", " + ByteSizes.text(files.dataBytes())
                + " of data about the layers" + whole;
    }
}
