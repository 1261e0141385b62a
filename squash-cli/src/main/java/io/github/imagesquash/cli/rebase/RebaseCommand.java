// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.rebase;

import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.option.OutputOptions;
import io.github.imagesquash.cli.option.ReadingOptions;
import io.github.imagesquash.cli.option.ResultOptions;
import io.github.imagesquash.cli.option.ShellCommand;
import io.github.imagesquash.cli.option.TimeOptions;
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

/** The command line of {@code squash rebase}. Fields hold what the user typed; {@link RebaseRun} gives them meaning. */
@Command(
        name = "squash rebase",
        addMethodSubcommands = false,
        versionProvider = Version.class,
        sortOptions = false,
        sortSynopsis = false,
        customSynopsis = {
            "squash rebase [OPTIONS] [--old-base A] --new-base B",
            "                     [-t NAME] IMAGE [-o OUTPUT]"
        },
        description = {
            "",
            "Puts an image on another base without building it again. The result has the layers of the new base, and above them"
                    + " the layers that IMAGE has above the old base, all of them the same blobs as before. What IMAGE changed in the"
                    + " old base's config stays; everything else comes from the new base.",
            ""
        },
        footer = {
            "",
            "The image is refused if its layers delete, overwrite or describe a path of the old base that the new base"
                    + " does not have, or has with other content, owner or mode. Files that a package manager writes, such as"
                    + " its database, are nearly always among these.",
            "",
            "Examples:",
            "  squash rebase --old-base debian:12.1 --new-base debian:12.2 -t app:2 app:1",
            "  squash rebase --new-base docker://debian:12 docker://reg.example/app:1 -o docker://reg.example/app:2"
        })
public final class RebaseCommand implements ShellCommand {
    @Spec
    CommandSpec spec;

    @Parameters(
            paramLabel = "IMAGE",
            description =
                    "the image: one of an engine or a registry, an archive or a directory, named as IMAGE of squash is")
    String image = "";

    @Mixin
    OutputOptions placing = new OutputOptions();

    @Option(names = "--dry-run", description = "do everything except writing")
    boolean dryRun;

    @Option(
            names = "--no-verify",
            negatable = true,
            description = "whether to read the finished archive back and compare it with the planned layers"
                    + " before it gets its name (default: yes)")
    boolean verify = true;

    @ArgGroup(validate = false, order = 0, heading = "%nBases:%n")
    RebaseOptions rebase = new RebaseOptions();

    @ArgGroup(validate = false, order = 13, heading = "%nFor pipelines:%n")
    ResultOptions results = new ResultOptions();

    @ArgGroup(validate = false, order = 14, heading = "%nReproducible images:%n")
    TimeOptions time = new TimeOptions();

    @Mixin
    ReadingOptions.Reported reading = new ReadingOptions.Reported();

    private final Shell shell;

    public RebaseCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        return new CommandRunner(reading.display, new OptionValues(spec.commandLine()), shell)
                .run(new RebaseRun(this, shell));
    }

    @Override
    public List<String> mainOptions() {
        return List.of(
                "--new-base",
                "--old-base",
                "--tag",
                "--output",
                "--dry-run",
                "--platform",
                "--json",
                "--quiet",
                "--help");
    }

    @Override
    public boolean showsStackTrace() {
        return reading.display.stacktrace;
    }
}
