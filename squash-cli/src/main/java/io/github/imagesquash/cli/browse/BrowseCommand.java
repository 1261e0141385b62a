// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

import io.github.imagesquash.cli.option.ProgressOptions;
import io.github.imagesquash.cli.option.ReadingOptions;
import io.github.imagesquash.cli.option.ShellCommand;
import io.github.imagesquash.cli.option.Version;
import io.github.imagesquash.cli.terminal.Shell;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line of {@code squash browse}. Fields hold what the user typed; {@link BrowseRun} gives them meaning. */
@Command(
        name = "squash browse",
        versionProvider = Version.class,
        sortOptions = false,
        sortSynopsis = false,
        customSynopsis = "squash browse [OPTIONS] IMAGE",
        description = {
            "",
            "Explores an image in the terminal: the files that a container sees, those that layers overwrote, deleted or"
                    + " hid, the layers and the packages, with their sizes. Marks paths to drop, shows what that saves, and"
                    + " prints the command that does it. The image is not changed.",
            ""
        },
        footer = {
            "",
            "Keys: arrows move, Enter opens, Tab changes the view, / filters, Space marks, w writes the marks to a file,"
                    + " ? lists all keys, q quits.",
            "",
            "Examples:",
            "  squash browse app:1",
            "  squash browse old.tar",
            "  squash browse docker://reg.example/app:1"
        })
public final class BrowseCommand implements ShellCommand {
    @Spec
    CommandSpec spec;

    @Parameters(
            paramLabel = "IMAGE",
            description =
                    "an image: one of an engine or a registry, an archive or a directory, named as IMAGE of squash is")
    String image = "";

    @Mixin
    ReadingOptions reading = new ReadingOptions();

    @ArgGroup(validate = false, order = 17, heading = "%nDisplay:%n")
    ProgressOptions display = new ProgressOptions();

    private final Shell shell;

    public BrowseCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        return new BrowseRun(this, shell).run().code();
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
