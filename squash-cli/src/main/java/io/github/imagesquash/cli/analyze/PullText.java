// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.analyze;

import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.cli.text.Numbers;
import io.github.imagesquash.group.PullModel;
import io.github.imagesquash.report.PullCosts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a pull costs, for people. */
final class PullText {
    private static final String INDENT = " ".repeat(13);

    private PullText() {}

    static List<String> lines(PullCosts costs) {
        List<String> lines = new ArrayList<>();
        lines.add("pull         " + layers(costs.everything(), "for a machine that has nothing"));
        costs.base()
                .ifPresent(base -> lines.add(INDENT
                        + layers(
                                base.whole(),
                                "for one that has the base, the lowest "
                                        + (base.layers() == 1 ? "layer" : Numbers.counted(base.layers(), "layer")))));
        costs.since().ifPresent(since -> {
            lines.add(INDENT + layers(since.whole(), "for one that has " + since.image()));
            since.files().ifPresent(files -> lines.add(INDENT + files(files)));
        });
        costs.model().ifPresent(model -> lines.add(INDENT + speeds(model)));
        return lines;
    }

    private static String layers(PullCosts.Layers layers, String machine) {
        return layers(layers) + " " + machine + time(layers.time());
    }

    private static String layers(PullCosts.Layers layers) {
        return ByteSizes.text(layers.bytes()) + " in " + Numbers.counted(layers.layers(), "layer");
    }

    private static String files(PullCosts.Files files) {
        String whole = files.whole().layers() == 0 ? "" : ", " + layers(files.whole()) + " without a table of contents";
        return ByteSizes.text(files.bytes()) + " if its engine fetches single files ("
                + ByteSizes.text(files.fileBytes())
                + " of " + Numbers.counted(files.files(), "changed file") + ", " + ByteSizes.text(files.dataBytes())
                + " of data about the layers" + whole + ")" + time(files.time());
    }

    private static String time(Optional<Duration> time) {
        return time.map(duration -> ": " + Numbers.time(duration)).orElse("");
    }

    private static String speeds(PullModel model) {
        return "at " + ByteSizes.text(model.bandwidth()) + " per second, " + Numbers.counted(model.streams(), "layer")
                + " at a time, if the engine unpacks " + ByteSizes.text(model.unpacking()) + " per second";
    }
}
