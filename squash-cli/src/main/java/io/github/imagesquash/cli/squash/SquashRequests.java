// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.squash;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.cli.option.DestinationParser;
import io.github.imagesquash.cli.option.Filters;
import io.github.imagesquash.cli.option.GateOptions;
import io.github.imagesquash.cli.option.GateValues;
import io.github.imagesquash.cli.option.InputImage;
import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.option.OutputArguments;
import io.github.imagesquash.cli.option.ReadingValues;
import io.github.imagesquash.cli.option.SelectionOptions;
import io.github.imagesquash.cli.option.SlimChoices;
import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.edit.ConfigEdit;
import io.github.imagesquash.edit.ConfigEdits;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.read.Platforms;
import io.github.imagesquash.read.WantedImage;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Encoding;
import io.github.imagesquash.request.GroupingChoice;
import io.github.imagesquash.request.LayerChoice;
import io.github.imagesquash.request.RunCheck;
import io.github.imagesquash.request.Safeguards;
import io.github.imagesquash.request.Safeguards.Largest;
import io.github.imagesquash.request.Selection;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.util.List;
import java.util.Optional;

/** Turns the options into a request to the library. */
public final class SquashRequests {
    private static final String ALL = "all";

    private final SquashCommand command;
    private final Shell shell;
    private final OptionValues values;
    private final ReadingValues reading;

    /** @param command after its options were parsed */
    public SquashRequests(SquashCommand command, Shell shell) {
        this.command = command;
        this.shell = shell;
        this.values = new OptionValues(command.spec.commandLine());
        this.reading = new ReadingValues(values, shell);
    }

    /**
     * The request.
     *
     * @throws picocli.CommandLine.ParameterException if an option's value, or a combination of options, is not valid
     */
    public SquashRequest request() {
        InputImage input =
                reading.input("IMAGE", command.image, "docker save app:1 | squash - -o new.tar", command.registries);
        Source source = input.source();
        DestinationParser places = new DestinationParser(arguments(), shell, values);
        Destination destination = places.destination(source);
        if (allPlatforms() && destination instanceof Destination.Engine) {
            throw values.wrongUsage("--platform all: an engine accepts one platform; add -o FILE or -o oci:DIR");
        }
        if (allImages()) {
            new AllImagesRules(command, values).require(input);
        }
        SquashRequest request = SquashRequest.of(source, destination);
        LayerChoice layers = new LayerChoiceParser(command, values, reading, shell).choice(source);
        GroupingChoice grouping =
                new GroupingParser(command.group, values).grouping(layers, reading, command.registries);
        Encoding encoding = new EncodingParser(command.encoding, values).encoding();
        if (command.placing.format.equals("docker") && encoding.requested().equals(Optional.of(Compression.ZSTD))) {
            throw values.wrongUsage("--format docker has no name for zstd layers; use -c gzip");
        }
        return request.withTags(places.tags(destination))
                .withSelection(selection(input, encoding))
                .withLayers(layers)
                .withGrouping(grouping)
                .withEncoding(encoding)
                .withSettings(_ -> reading.settings(command.replay, command.resources))
                .withLatest(reading.latest(command.time))
                .withSlim(new SlimChoices(command.slimming, values).options())
                .withFilter(new Filters(command.filter, values).filter(source))
                .withSafeguards(safeguards(destination))
                .withConfigEdits(configEdits())
                .withVerify(command.verify)
                .withSync(command.placing.sync)
                .withAnalysis(page());
    }

    private Selection selection(InputImage input, Encoding encoding) {
        SelectionOptions options = command.selection;
        WantedImage image = preferring(encoding, input.wanted(allImages() ? "" : options.image, options.trust));
        Platforms platforms =
                allPlatforms() ? new Platforms.All() : new Platforms.One(input.platform(options.platform));
        if (allImages()) {
            return new Selection.AllImages(platforms, image.preferences());
        }
        return switch (platforms) {
            case Platforms.One(Platform platform) -> new Selection.OneImage(image.on(platform));
            case Platforms.All() -> new Selection.AllPlatforms(image);
        };
    }

    /** If an image exists in two compressions, the one in the requested compression is read. */
    private static WantedImage preferring(Encoding encoding, WantedImage image) {
        return switch (encoding) {
            case Encoding.Chosen chosen ->
                new WantedImage(image.name(), image.preferences().preferring(chosen.compression()));
            case Encoding.Chunked _ ->
                new WantedImage(image.name(), image.preferences().preferring(Compression.ZSTD));
            case Encoding.AsInput() -> image;
        };
    }

    private boolean allImages() {
        return command.selection.image.equals(ALL);
    }

    private boolean allPlatforms() {
        return command.selection.platform.equals(ALL);
    }

    private Safeguards safeguards(Destination destination) {
        GateOptions.Squashed options = command.safeguards;
        GateValues gates = GateValues.of(options, values);
        if (options.allowLarger && gates.larger()) {
            throw values.wrongUsage("--allow-larger and --fail-if larger contradict each other");
        }
        Largest largest =
                options.allowLarger ? Largest.ANY : gates.larger() ? Largest.THE_SOURCE : Safeguards.DEFAULT.largest();
        RunCheck check = new RunCheck(options.checks, options.checkOptions);
        if (check.isRequested() && !(destination instanceof Destination.Engine)) {
            throw values.wrongUsage("--check runs the new image, so it has to go to an engine: leave -o out");
        }
        if (!check.isRequested() && !options.checkOptions.isEmpty()) {
            throw values.wrongUsage("--check-option has no meaning without --check");
        }
        return new Safeguards(options.dryRun, largest, gates.gates(), check);
    }

    /** Whether an HTML page is requested, which lists all entries. */
    private boolean page() {
        Optional<String> requested = command.pages.requestedBy();
        if (requested.isPresent() && allPlatforms()) {
            throw values.wrongUsage(requested.get() + " shows one platform; name one instead of --platform all");
        }
        return requested.isPresent();
    }

    private ConfigEdits configEdits() {
        List<ConfigEdit> edits = command.config.changes.stream()
                .flatMap(text -> values.parse("--change", text, ConfigEdit::parse).stream())
                .toList();
        return new ConfigEdits(edits, command.config.scrubHistory);
    }

    private OutputArguments arguments() {
        return command.placing.arguments(command.display.json, command.registries, allImages());
    }
}
