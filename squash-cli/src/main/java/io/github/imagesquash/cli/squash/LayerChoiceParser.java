// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.squash;

import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.option.ReadingValues;
import io.github.imagesquash.cli.option.Registries;
import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.read.WantedImage;
import io.github.imagesquash.request.BaseChoice;
import io.github.imagesquash.request.BaseImage;
import io.github.imagesquash.request.LayerChoice;
import io.github.imagesquash.request.Source;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Parses the options for the layers to merge. */
final class LayerChoiceParser {
    private static final int MOST_LAYERS = 9999;
    private static final String AUTO = "auto";
    private static final String HISTORY = "history:";
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,6}");
    private static final Pattern DIGEST = Pattern.compile("(?:sha(?:256|512):)[0-9a-f]{1,128}|[0-9a-f]{7,128}");
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,6})\\.\\.([0-9]{1,6})");

    private final SquashCommand command;
    private final OptionValues values;
    private final ReadingValues reading;
    private final Shell shell;

    LayerChoiceParser(SquashCommand command, OptionValues values, ReadingValues reading, Shell shell) {
        this.command = command;
        this.values = values;
        this.reading = reading;
        this.shell = shell;
    }

    /** The layers to merge. */
    LayerChoice choice(Source source) {
        LayerOptions options = command.layers;
        long said = Stream.of(
                        !options.from.isEmpty(),
                        !options.base.isEmpty(),
                        !options.candidates.isEmpty(),
                        !options.range.isEmpty())
                .filter(given -> given)
                .count();
        if (said > 1) {
            throw values.wrongUsage(
                    "--from-layer, --keep-base, --base-candidates and --layers each choose the kept layers; give only one");
        }
        if (!options.from.isEmpty()) {
            return from(options.from, source);
        }
        if (!options.base.isEmpty()) {
            return options.base.equals(AUTO)
                    ? new BaseChoice.Annotated(registries().access())
                    : new BaseChoice.Above(base("--keep-base", options.base));
        }
        if (!options.candidates.isEmpty()) {
            return new BaseChoice.MostInCommon(options.candidates.stream()
                    .map(name -> base("--base-candidates", name))
                    .toList());
        }
        return options.range.isEmpty() ? new LayerChoice.All() : between(options.range);
    }

    private LayerChoice from(String layer, Source source) {
        if (NUMBER.matcher(layer).matches()) {
            return new LayerChoice.Upper((int) values.positive("--from-layer", layer, MOST_LAYERS));
        }
        if (layer.startsWith(HISTORY)) {
            String step = layer.substring(HISTORY.length());
            boolean fromAbove = step.startsWith("-");
            int number = (int) values.positive("--from-layer", fromAbove ? step.substring(1) : step, Integer.MAX_VALUE);
            return new LayerChoice.AboveStep(fromAbove ? -number : number);
        }
        if (!DIGEST.matcher(layer).matches()) {
            return new BaseChoice.Above(base("--from-layer", layer));
        }
        LayerChoice.AboveLayer own = new LayerChoice.AboveLayer(layer);
        return source instanceof Source.Engine engine
                ? new BaseChoice.AboveLayerOrImage(
                        own, new BaseImage(layer, new Source.Engine(engine.engine(), layer), WantedImage.ONLY))
                : own;
    }

    private LayerChoice between(String range) {
        Matcher ends = RANGE.matcher(range);
        if (!ends.matches()) {
            throw values.wrongUsage("--layers: \"" + range + "\" is not of the form A..B, such as 2..5");
        }
        return values.parse(
                "--layers",
                range,
                text -> new LayerChoice.Between(Integer.parseInt(ends.group(1)), Integer.parseInt(ends.group(2))));
    }

    private BaseImage base(String option, String name) {
        return reading.base(option, name, command.registries);
    }

    private Registries registries() {
        return new Registries(command.registries, shell, values);
    }
}
