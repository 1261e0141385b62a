// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.ls;

import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.option.ReadingOptions;
import io.github.imagesquash.cli.option.ShellCommand;
import io.github.imagesquash.cli.option.Version;
import io.github.imagesquash.cli.run.CommandRunner;
import io.github.imagesquash.cli.terminal.Shell;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line of {@code squash ls}. Fields hold what the user typed; {@link LsRun} gives them meaning. */
@Command(
        name = "squash ls",
        addMethodSubcommands = false,
        versionProvider = Version.class,
        sortOptions = false,
        sortSynopsis = false,
        customSynopsis = "squash ls [OPTIONS] IMAGE [PATH]",
        description = {"", "Lists files of an image, as a container would see them, without running it.", ""},
        footer = {
            "",
            "Examples:",
            "  squash ls app:1",
            "  squash ls -l app:1 /usr/bin",
            "  squash ls -R old.tar /etc | grep passwd",
            "  squash ls --json -R docker://reg.example/app:1 /app"
        })
public final class LsCommand implements ShellCommand {
    @Spec
    CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "IMAGE",
            description =
                    "an image: one of an engine or a registry, an archive or a directory, named as IMAGE of squash is")
    String image = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PATH",
            description = "a file, or a directory whose content is listed (default: /)")
    String path = "/";

    @ArgGroup(validate = false, order = 1, heading = "%nWhat is listed:%n")
    ListingOptions listing = new ListingOptions();

    @Mixin
    ReadingOptions.Reported reading = new ReadingOptions.Reported();

    private final Shell shell;

    /** How much is listed. */
    static final class ListingOptions {
        @Option(
                names = {"-l", "--long"},
                description = "show mode, number of names, owner, size, time of the last change in UTC, layer, package"
                        + " and the target of a symbolic link; PATH is not followed if it is a symbolic link without a"
                        + " slash behind it")
        boolean details;

        @Option(
                names = {"-R", "--recursive"},
                description = "list also everything below, with whole paths")
        boolean recursive;
    }

    public LsCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        return new CommandRunner(reading.display, new OptionValues(spec.commandLine()), shell)
                .run(new LsRun(this, shell));
    }

    @Override
    public String expectedArguments() {
        return "one IMAGE and at most one PATH are";
    }

    @Override
    public boolean endsWithItsReader() {
        return true;
    }

    @Override
    public List<String> mainOptions() {
        return List.of("--long", "--recursive", "--platform", "--json", "--help");
    }

    @Override
    public boolean showsStackTrace() {
        return reading.display.stacktrace;
    }
}
