package io.github.imagesquash.cli.squash;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.cli.option.DestinationParser;
import io.github.imagesquash.cli.option.GateOptions;
import io.github.imagesquash.cli.option.GateValues;
import io.github.imagesquash.cli.option.InputImage;
import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.option.OutputArguments;
import io.github.imagesquash.cli.option.ReadingValues;
import io.github.imagesquash.cli.option.ResourceOptions;
import io.github.imagesquash.cli.option.SelectionOptions;
import io.github.imagesquash.cli.squash.Squasher.Scope;
import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.edit.ConfigEdit;
import io.github.imagesquash.edit.ConfigEdits;
import io.github.imagesquash.read.ImageSelector;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Encoding;
import io.github.imagesquash.request.LayerChoice;
import io.github.imagesquash.request.Safeguards;
import io.github.imagesquash.request.Safeguards.Largest;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.util.List;

/** Gives the options their meaning: a request to the library. */
final class SquashRequests {
    private static final String ALL = "all";

    private final SquashCommand command;
    private final Shell shell;
    private final OptionValues values;
    private final ReadingValues reading;

    SquashRequests(SquashCommand command, Shell shell) {
        this.command = command;
        this.shell = shell;
        this.values = new OptionValues(command.spec.commandLine());
        this.reading = new ReadingValues(values, shell);
    }

    /**
     * The request.
     *
     * @throws picocli.CommandLine.ParameterException if an option's value, or several together, make no sense
     */
    SquashRequest request() {
        InputImage input =
                reading.input("IMAGE", command.image, "docker save app:1 | squash - -o new.tar", command.registries);
        Source source = input.source();
        DestinationParser places = new DestinationParser(arguments(), shell, values);
        Destination destination = places.destination(source);
        if (scope().hasPlatforms() && destination instanceof Destination.Engine) {
            throw values.wrongUsage("--platform all: an engine takes one platform; add -o FILE or -o oci:DIR");
        }
        if (scope().hasImages()) {
            new AllImagesRules(command, values).require(input);
        }
        SquashRequest request = SquashRequest.of(source, destination);
        GroupingParser groupings = new GroupingParser(command.group, values);
        LayerChoice layers = groupings.onPrevious(
                new LayerChoiceParser(command, values, reading, shell).choice(source), reading, command.registries);
        Encoding encoding = encoding();
        if (command.format.equals("docker") && command.encoding.compression.equals("zstd")) {
            throw values.wrongUsage("--format docker has no name for zstd layers; use -c gzip");
        }
        ResourceOptions resources = command.resources;
        return request.withTags(places.tags(destination))
                .withSelection(selection(input, encoding))
                .withLayers(layers)
                .withGrouping(groupings.grouping())
                .withEncoding(encoding)
                .withReplay(reading.replay(command.replay))
                .withLimits(reading.limits(resources))
                .withLatest(reading.latest(command.time))
                .withFilter(new Filters(command.filter, values).filter(source))
                .withKeepToc(command.replay.keepToc)
                .withSafeguards(safeguards())
                .withConfigEdits(configEdits())
                .withVerify(command.verify)
                .withSync(command.sync)
                .withAnalysis(page())
                .withTemporaryDirectory(reading.temporaryDirectory(resources, request.temporaryDirectory()))
                .withThreads(reading.threads(resources, request.threads()));
    }

    private ImageSelector selection(InputImage input, Encoding encoding) {
        SelectionOptions options = command.selection;
        ImageSelector selection = input.selection(
                scope().hasImages() ? "" : options.image,
                scope().hasPlatforms() ? "" : options.platform,
                options.trust);
        return encoding instanceof Encoding.Chosen chosen ? selection.preferring(chosen.compression()) : selection;
    }

    /** What of the source. */
    Scope scope() {
        boolean platforms = command.selection.platform.equals(ALL);
        return command.selection.image.equals(ALL)
                ? platforms ? Scope.IMAGES_AND_PLATFORMS : Scope.IMAGES
                : platforms ? Scope.PLATFORMS : Scope.IMAGE;
    }

    private Safeguards safeguards() {
        GateOptions.Squashed options = command.safeguards;
        GateValues gates = GateValues.of(options, values);
        if (options.allowLarger && gates.larger()) {
            throw values.wrongUsage("--allow-larger and --fail-if larger contradict each other");
        }
        Largest largest =
                options.allowLarger ? Largest.ANY : gates.larger() ? Largest.THE_SOURCE : Safeguards.DEFAULT.largest();
        return new Safeguards(options.dryRun, largest, gates.gates());
    }

    /** Whether there is to be a page, which tells of all entries. */
    private boolean page() {
        boolean wanted = !command.results.page.isEmpty();
        if (wanted && scope().hasPlatforms()) {
            throw values.wrongUsage("--report shows one platform; name it instead of --platform all");
        }
        return wanted;
    }

    private Encoding encoding() {
        EncodingOptions options = command.encoding;
        if (options.compression.isEmpty()) {
            if (!options.level.isEmpty()) {
                throw values.wrongUsage("--level needs --compression, since the range depends on it");
            }
            return new Encoding.AsInput();
        }
        Compression compression = values.oneOf("--compression", options.compression, List.of(Compression.values()));
        if (options.level.isEmpty()) {
            return new Encoding.Chosen(compression, compression.defaultLevel());
        }
        if (compression == Compression.NONE) {
            throw values.wrongUsage("--level has no meaning with --compression none");
        }
        return values.parse("--level", options.level, text -> new Encoding.Chosen(compression, wholeNumber(text)));
    }

    private ConfigEdits configEdits() {
        List<ConfigEdit> edits = command.config.changes.stream()
                .flatMap(text -> values.parse("--change", text, ConfigEdit::parse).stream())
                .toList();
        return new ConfigEdits(edits, command.config.scrubHistory);
    }

    private static int wholeNumber(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not a whole number");
        }
    }

    private OutputArguments arguments() {
        return new OutputArguments(
                command.output,
                command.tags,
                command.format,
                command.force,
                command.display.json,
                command.registries,
                scope().hasImages());
    }
}
