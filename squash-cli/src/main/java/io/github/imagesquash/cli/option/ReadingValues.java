// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.message.Limits;
import io.github.imagesquash.replay.SymlinkParents;
import io.github.imagesquash.request.BaseImage;
import io.github.imagesquash.request.ReplayRules;
import io.github.imagesquash.request.RunSettings;
import io.github.imagesquash.request.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Parses the options for reading images, which all commands share. */
public record ReadingValues(OptionValues values, Shell shell) {
    private static final int MOST_THREADS = 1024;

    /**
     * The source of an image.
     *
     * @param parameter the name of the parameter
     * @param example an example that sends an archive to standard input
     * @param registries the access to registries
     */
    public InputImage input(String parameter, String argument, String example, RegistryOptions registries) {
        return InputImage.of(parameter, argument, example, registries, values, shell);
    }

    /** A base image that an option names. */
    public BaseImage base(String option, String name, RegistryOptions registries) {
        InputImage image = input(option, name, "docker save base:1 | squash …", registries);
        Source source = image.source();
        if (source instanceof Source.Stream) {
            throw values.wrongUsage(option + ": only IMAGE can be read from standard input");
        }
        return new BaseImage(name, source, image.wanted("", ""));
    }

    /** How images are read. */
    public RunSettings settings(ReplayOptions replay, ResourceOptions resources) {
        RunSettings standard = RunSettings.standard();
        return new RunSettings(
                replay(replay),
                limits(resources),
                temporaryDirectory(resources, standard.temporaryDirectory()),
                threads(resources, standard.threads()));
    }

    private ReplayRules replay(ReplayOptions options) {
        SymlinkParents symlinkParents = options.symlinkParents.isEmpty()
                ? ReplayRules.STRICT.symlinkParents()
                : values.oneOf("--symlink-parents", options.symlinkParents, List.of(SymlinkParents.values()));
        return new ReplayRules(symlinkParents, options.lenient);
    }

    private Limits limits(ResourceOptions options) {
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

    private Path temporaryDirectory(ResourceOptions options, Path otherwise) {
        if (options.tempDir.isEmpty()) {
            return otherwise;
        }
        Path directory = path("--temp-dir", options.tempDir);
        if (!Files.isDirectory(directory)) {
            throw values.wrongUsage("--temp-dir: there is no directory " + directory);
        }
        return directory;
    }

    private int threads(ResourceOptions options, int otherwise) {
        return options.threads.isEmpty()
                ? otherwise
                : (int) values.positive("--threads", options.threads, MOST_THREADS);
    }

    /** The latest time in the result. */
    public Instant latest(TimeOptions options) {
        if (!options.timestamp.isEmpty()) {
            return values.parse("--timestamp", options.timestamp, Timestamps::parse);
        }
        String variable = shell.variable("SOURCE_DATE_EPOCH");
        return variable.isEmpty()
                ? Instant.MAX
                : values.parse("SOURCE_DATE_EPOCH in the environment", variable, Timestamps::parseSeconds);
    }

    Path path(String option, String text) {
        if (text.isEmpty()) {
            throw values.wrongUsage(option + " is empty");
        }
        return values.parse(option, text, Path::of);
    }
}
