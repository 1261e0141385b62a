// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.diff;

import io.github.imagesquash.cli.option.InputImage;
import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.option.ReadingValues;
import io.github.imagesquash.cli.option.SelectionOptions;
import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.compare.Attribute;
import io.github.imagesquash.compare.ComparisonRules;
import io.github.imagesquash.glob.Glob;
import io.github.imagesquash.message.NearestName;
import io.github.imagesquash.request.DiffRequest;
import io.github.imagesquash.request.DiffRequest.ConfigRules;
import io.github.imagesquash.request.DiffRequest.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Turns the options of {@code squash diff} into a request to the library. */
final class DiffRequests {
    private static final String CONFIG = "config";
    private static final String EXAMPLE = "docker save app:1 | squash diff - new.tar";

    private final DiffCommand command;
    private final OptionValues values;
    private final ReadingValues reading;
    private final Set<Attribute> ignored = EnumSet.noneOf(Attribute.class);
    private final List<String> ignoredKeys = new ArrayList<>();
    private boolean configIgnored;

    DiffRequests(DiffCommand command, Shell shell) {
        this.command = command;
        this.values = new OptionValues(command.spec.commandLine());
        this.reading = new ReadingValues(values, shell);
    }

    /**
     * The request.
     *
     * @throws picocli.CommandLine.ParameterException if an option's value, or a combination of options, is not valid
     */
    DiffRequest request() {
        if (command.before.equals("-") && command.after.equals("-")) {
            throw values.wrongUsage("A and B cannot both be standard input");
        }
        if (command.comparison.stat && command.display.json) {
            throw values.wrongUsage("--stat has no meaning with --json");
        }
        command.comparison.ignored.forEach(this::ignore);
        List<Glob> paths = command.comparison.paths.stream()
                .map(glob -> values.parse("--path", glob, Glob::parse))
                .toList();
        SelectionOptions.OfEach selection = command.selection;
        Side before = side("A", command.before, selection.imageA, selection.platformA);
        Side after = side("B", command.after, selection.imageB, selection.platformB);
        return new DiffRequest(
                before,
                after,
                new ComparisonRules(ignored, paths, Instant.MAX),
                configIgnored ? new ConfigRules.Ignored() : new ConfigRules.Compared(ignoredKeys),
                reading.settings(command.replay, command.resources));
    }

    private Side side(String parameter, String argument, String image, String platform) {
        SelectionOptions shared = command.selection;
        InputImage input = reading.input(parameter, argument, EXAMPLE, command.registries);
        return new Side(
                input.source(),
                input.selection(
                        image.isEmpty() ? shared.image : image,
                        platform.isEmpty() ? shared.platform : platform,
                        shared.trust));
    }

    private void ignore(String what) {
        Optional<Attribute> attribute = Stream.of(Attribute.values())
                .filter(one -> one.toString().equals(what))
                .findFirst();
        if (attribute.isPresent()) {
            ignored.add(attribute.get());
        } else if (what.startsWith("/")) {
            ignoredKeys.add(what);
        } else if (what.equals(CONFIG)) {
            configIgnored = true;
        } else {
            throw values.wrongUsage(unknown(what));
        }
    }

    private static String unknown(String what) {
        List<String> names = Stream.concat(Stream.of(Attribute.values()).map(Attribute::toString), Stream.of(CONFIG))
                .toList();
        String suggestion = NearestName.of(what, names)
                .map(name -> "; did you mean " + name + "?")
                .orElse(": there are " + String.join(", ", names) + ", and keys of the config such as /config/Env");
        return "--ignore: \"" + what + "\" is not an attribute" + suggestion;
    }
}
