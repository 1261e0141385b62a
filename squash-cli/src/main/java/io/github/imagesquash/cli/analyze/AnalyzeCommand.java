// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.analyze;

import io.github.imagesquash.cli.option.GateOptions;
import io.github.imagesquash.cli.option.ImageArgument;
import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.option.PageOptions;
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

/** The command line of {@code squash analyze}. Fields hold what the user typed; {@link AnalyzeRun} gives them meaning. */
@Command(
        name = "squash analyze",
        addMethodSubcommands = false,
        versionProvider = Version.class,
        sortOptions = false,
        sortSynopsis = false,
        customSynopsis = "squash analyze [OPTIONS] IMAGE",
        description = {
            "",
            "Shows where an image's bytes are: the content of each layer, how much of it later layers overwrote,"
                    + " deleted or hid, and how much squashing would save. Nothing is written.",
            ""
        },
        footer = {
            "",
            "The table counts the contents of files: \"overwritten\" by another file with the same path, \"deleted\" by a"
                    + " whiteout, \"hidden\" below a directory that became something else. A content counts once. It counts"
                    + " as lost if no name of the file is left.",
            "",
            "Examples:",
            "  squash analyze app:1",
            "  squash analyze --top 30 old.tar",
            "  squash analyze --report app.html app:1",
            "  squash analyze --json --entries docker://reg.example/app:1",
            "  squash analyze --fail-if 'lost>20MB' --fail-if 'efficiency<0.95' app:1"
        })
public final class AnalyzeCommand implements ShellCommand {
    @Spec
    CommandSpec spec;

    @Mixin
    ImageArgument argument = new ImageArgument();

    @ArgGroup(validate = false, order = 1, heading = "%nWhat is read and shown:%n")
    AnalyzeOptions analysis = new AnalyzeOptions();

    @ArgGroup(validate = false, order = 2, heading = "%nFor pipelines:%n")
    GateOptions gates = new GateOptions();

    @ArgGroup(validate = false, order = 3, heading = "%nPages about the image:%n")
    PageOptions pages = new PageOptions();

    @Mixin
    ReadingOptions.Reported reading = new ReadingOptions.Reported();

    private final Shell shell;

    public AnalyzeCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        return new CommandRunner(reading.display, new OptionValues(spec.commandLine()), shell)
                .run(new AnalyzeRun(this, shell));
    }

    @Override
    public List<String> mainOptions() {
        return List.of(
                "--top",
                "--drops",
                "--packages",
                "--secrets",
                "--duplicates",
                "--report",
                "--fail-if",
                "--platform",
                "--json",
                "--help");
    }

    @Override
    public boolean showsStackTrace() {
        return reading.display.stacktrace;
    }
}
