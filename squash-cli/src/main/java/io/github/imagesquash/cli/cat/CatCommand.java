// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.cat;

import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.option.ProgressOptions;
import io.github.imagesquash.cli.option.ReadingOptions;
import io.github.imagesquash.cli.option.ShellCommand;
import io.github.imagesquash.cli.option.Version;
import io.github.imagesquash.cli.terminal.Shell;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line of {@code squash cat}. Fields hold what the user typed; {@link CatRun} gives them meaning. */
@Command(
        name = "squash cat",
        addMethodSubcommands = false,
        versionProvider = Version.class,
        sortOptions = false,
        sortSynopsis = false,
        customSynopsis = "squash cat [OPTIONS] IMAGE PATH...",
        description = {
            "",
            "Prints the contents of files of an image, as a container would see them, without running it. Symbolic links"
                    + " are followed inside the image. Nothing is printed if one of the files is missing.",
            "",
            "Only the layers that decide where the files are are read, from the uppermost down.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  squash cat app:1 /etc/os-release",
            "  squash cat docker://reg.example/app:1 /app/config.yml",
            "  squash cat old.tar /usr/bin/app > app"
        })
public final class CatCommand implements ShellCommand {
    @Spec
    CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "IMAGE",
            description =
                    "an image: one of an engine or a registry, an archive or a directory, named as IMAGE of squash is")
    String image = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "PATH",
            description = "a regular file of the image, or a symbolic link to one")
    List<String> paths = new ArrayList<>();

    @Mixin
    ReadingOptions reading = new ReadingOptions();

    @ArgGroup(validate = false, order = 17, heading = "%nDisplay:%n")
    ProgressOptions display = new ProgressOptions();

    private final Shell shell;

    public CatCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        return new CatRun(this, new OptionValues(spec.commandLine()), shell).run();
    }

    @Override
    public String expectedArguments() {
        return "an IMAGE and a PATH are";
    }

    @Override
    public boolean endsWithItsReader() {
        return true;
    }

    @Override
    public List<String> mainOptions() {
        return List.of("--image", "--platform", "--progress", "--help");
    }

    @Override
    public boolean showsStackTrace() {
        return display.stacktrace;
    }
}
