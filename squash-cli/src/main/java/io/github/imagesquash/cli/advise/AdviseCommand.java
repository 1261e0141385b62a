// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.advise;

import io.github.imagesquash.cli.option.ImageArgument;
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
import picocli.CommandLine.Spec;

/** The command line of {@code squash advise}. Fields hold what the user typed; {@link AdviseRun} gives them meaning. */
@Command(
        name = "squash advise",
        addMethodSubcommands = false,
        versionProvider = Version.class,
        sortOptions = false,
        sortSynopsis = false,
        customSynopsis = "squash advise [OPTIONS] IMAGE",
        description = {
            "",
            "Says what to do first with an image, with commands to paste: secrets, then what saves most. Then checks it for"
                    + " the ten known ways to make images smaller; --all shows what each found, where, and what to"
                    + " do. Nothing is written.",
            ""
        },
        footer = {
            "",
            "Bytes are counted before compression. A command saves at least what it says; a finding's remedies save at"
                    + " most its bytes. Findings overlap, so their bytes do not add up.",
            "",
            "Examples:",
            "  squash advise app:1",
            "  squash advise --dockerfile Dockerfile --compose compose.yaml app:1",
            "  squash advise --json --as-of 2026-01-31 old.tar"
        })
public final class AdviseCommand implements ShellCommand {
    @Spec
    CommandSpec spec;

    @Mixin
    ImageArgument argument = new ImageArgument();

    @ArgGroup(validate = false, order = 1, heading = "%nAdditional information:%n")
    AdviseOptions advice = new AdviseOptions();

    @Mixin
    ReadingOptions.Reported reading = new ReadingOptions.Reported();

    private final Shell shell;

    public AdviseCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        return new CommandRunner(reading.display, new OptionValues(spec.commandLine()), shell)
                .run(new AdviseRun(this, shell));
    }

    @Override
    public List<String> mainOptions() {
        return List.of("--dockerfile", "--compose", "--as-of", "--image", "--platform", "--json", "--help");
    }

    @Override
    public boolean showsStackTrace() {
        return reading.display.stacktrace;
    }
}
