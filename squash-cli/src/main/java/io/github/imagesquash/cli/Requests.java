package io.github.imagesquash.cli;

import io.github.imagesquash.SquashRequest;
import io.github.imagesquash.SquashRequest.Destination;
import io.github.imagesquash.SquashRequest.Encoding;
import io.github.imagesquash.SquashRequest.ReplayRules;
import io.github.imagesquash.SquashRequest.Source;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.oci.Limits;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.read.Selection;
import io.github.imagesquash.read.Selection.Trust;
import io.github.imagesquash.replay.SymlinkParents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Gives the options their meaning: a request to the library. */
final class Requests {
    private static final String STANDARD_STREAM = "-";
    private static final int MOST_THREADS = 1024;

    private final SquashCommand command;
    private final Shell shell;
    private final OptionValues values;

    Requests(SquashCommand command, Shell shell) {
        this.command = command;
        this.shell = shell;
        this.values = new OptionValues(command.spec.commandLine());
    }

    /**
     * The request.
     *
     * @throws picocli.CommandLine.ParameterException if an option's value, or several together, make no sense
     */
    SquashRequest request() {
        SquashRequest request = SquashRequest.of(source(), destination())
                .withTags(command.tags.stream()
                        .map(tag -> values.parse("--tag", tag, Reference::parse))
                        .toList())
                .withSelection(selection())
                .withEncoding(encoding())
                .withReplay(replay())
                .withLimits(limits())
                .withLatest(latest())
                .withKeepToc(command.replay.keepToc);
        return withResources(request);
    }

    private Source source() {
        if (!command.image.equals(STANDARD_STREAM)) {
            return new Source.Archive(path("IMAGE", command.image));
        }
        if (shell.terminals().input()) {
            throw values.wrongUsage("IMAGE is -, but standard input is a terminal: give a file, or send an archive"
                    + " as in docker save app:1 | squash - -o new.tar");
        }
        return new Source.Stream(shell.in(), "standard input");
    }

    private Destination destination() {
        if (command.output.isEmpty()) {
            throw values.wrongUsage(
                    "nothing says where the new archive goes: add -o FILE, or -o - for standard output");
        }
        if (!command.output.equals(STANDARD_STREAM)) {
            return new Destination.Archive(path("--output", command.output));
        }
        if (command.display.json) {
            throw values.wrongUsage("--json and -o - would both write to standard output: give -o a file");
        }
        if (shell.terminals().output()) {
            throw values.wrongUsage("-o - would write an archive to the terminal: use -o FILE, or redirect the output");
        }
        return new Destination.Stream(shell.out());
    }

    private Selection selection() {
        SelectionOptions options = command.selection;
        Platform platform = options.platform.isEmpty()
                ? Selection.ONLY.platform()
                : values.parse("--platform", options.platform, Platform::parse);
        Trust trust = options.trust.isEmpty()
                ? Selection.ONLY.trust()
                : values.oneOf("--trust", options.trust, List.of(Trust.OCI, Trust.DOCKER));
        return new Selection(options.image, platform, trust);
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

    private ReplayRules replay() {
        ReplayOptions options = command.replay;
        SymlinkParents symlinkParents = options.symlinkParents.isEmpty()
                ? ReplayRules.STRICT.symlinkParents()
                : values.oneOf("--symlink-parents", options.symlinkParents, List.of(SymlinkParents.values()));
        return new ReplayRules(symlinkParents, options.lenient);
    }

    private Limits limits() {
        ResourceOptions options = command.resources;
        long maxBytes = options.maxSize.isEmpty()
                ? Limits.DEFAULT.maxBytes()
                : values.parse("--max-size", options.maxSize, ByteSizes::parse);
        long maxEntries = options.maxEntries.isEmpty()
                ? Limits.DEFAULT.maxEntries()
                : values.positive("--max-entries", options.maxEntries, Integer.MAX_VALUE);
        long maxMetadata = options.maxMetadata.isEmpty()
                ? Limits.DEFAULT.maxMetadata()
                : values.parse("--max-metadata", options.maxMetadata, ByteSizes::parse);
        return new Limits(maxBytes, maxEntries, maxMetadata);
    }

    private Instant latest() {
        if (!command.time.timestamp.isEmpty()) {
            return values.parse("--timestamp", command.time.timestamp, Timestamps::parse);
        }
        String variable = shell.variable("SOURCE_DATE_EPOCH");
        return variable.isEmpty()
                ? Instant.MAX
                : values.parse("SOURCE_DATE_EPOCH in the environment", variable, Timestamps::parseSeconds);
    }

    private SquashRequest withResources(SquashRequest request) {
        ResourceOptions options = command.resources;
        SquashRequest result = request;
        if (!options.tempDir.isEmpty()) {
            Path directory = path("--temp-dir", options.tempDir);
            if (!Files.isDirectory(directory)) {
                throw values.wrongUsage("--temp-dir: there is no directory " + directory);
            }
            result = result.withTemporaryDirectory(directory);
        }
        if (!options.threads.isEmpty()) {
            result = result.withThreads((int) values.positive("--threads", options.threads, MOST_THREADS));
        }
        return result;
    }

    private Path path(String option, String text) {
        if (text.isEmpty()) {
            throw values.wrongUsage(option + " is empty");
        }
        return values.parse(option, text, Path::of);
    }

    private static int wholeNumber(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not a whole number");
        }
    }
}
