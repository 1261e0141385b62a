// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.slim;

import io.github.imagesquash.cli.option.ImageArgument;
import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.option.ReadingOptions;
import io.github.imagesquash.cli.option.ShellCommand;
import io.github.imagesquash.cli.option.SlimNeeds;
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
import picocli.CommandLine.Spec;

/** The command line of {@code squash slim}. Fields hold what the user typed; {@link SlimRun} gives them meaning. */
@Command(
        name = "squash slim",
        addMethodSubcommands = false,
        versionProvider = Version.class,
        sortOptions = false,
        sortSynopsis = false,
        customSynopsis = "squash slim [OPTIONS] IMAGE",
        description = {
            "",
            "Shows which packages of an image squash --slim keeps and removes, and why. Nothing is written.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  squash slim app:1",
            "  squash slim --explain perl app:1",
            "  squash slim --explain /usr/bin/git app:1",
            "  squash slim --drop-package gcc --json old.tar"
        })
public final class SlimCommand implements ShellCommand {
    @Spec
    CommandSpec spec;

    @Mixin
    ImageArgument argument = new ImageArgument();

    @Option(
            names = "--explain",
            paramLabel = "PATH|PACKAGE",
            description = "show the chain that keeps this package, or the package that owns this path; or that it goes")
    String explained = "";

    @ArgGroup(validate = false, order = 1, heading = "%nWhat the image needs:%n")
    SlimNeeds.Judged needs = new SlimNeeds.Judged();

    @Mixin
    ReadingOptions.Reported reading = new ReadingOptions.Reported();

    private final Shell shell;

    public SlimCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        return new CommandRunner(reading.display, new OptionValues(spec.commandLine()), shell)
                .run(new SlimRun(this, shell));
    }

    @Override
    public List<String> mainOptions() {
        return List.of("--explain", "--root", "--keep-package", "--drop-package", "--platform", "--json", "--help");
    }

    @Override
    public boolean showsStackTrace() {
        return reading.display.stacktrace;
    }
}
