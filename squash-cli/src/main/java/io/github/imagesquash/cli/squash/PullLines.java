// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.squash;

import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.cli.text.Numbers;
import io.github.imagesquash.report.PullCosts.Layers;
import io.github.imagesquash.report.ResultPull;
import io.github.imagesquash.report.Reuse.Outcome;
import io.github.imagesquash.report.SquashReport;
import java.util.ArrayList;
import java.util.List;

/** What a pull of the new image costs. */
final class PullLines {
    private PullLines() {}

    static List<String> of(SquashReport report) {
        ResultPull pull = report.pull();
        String base = report.reuse().outcome() == Outcome.REUSED ? "the previous image" : "the base";
        String above = pull.aboveBase()
                .map(layers -> ", " + layers(layers) + " for one that has " + base)
                .orElse("");
        List<String> lines = new ArrayList<>();
        lines.add("pull: " + layers(pull.everything()) + " for a machine that has nothing" + above);
        if (pull.singleFiles()) {
            lines.add(
                    "      less with engines that fetch single files; squash analyze --pull --since IMAGE shows how much");
        }
        return lines;
    }

    private static String layers(Layers layers) {
        return ByteSizes.text(layers.bytes()) + " in " + Numbers.counted(layers.layers(), "layer");
    }
}
