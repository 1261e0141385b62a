// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.diff;

import io.github.imagesquash.cli.option.DisplayOptions;
import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.option.RegistryOptions;
import io.github.imagesquash.cli.option.ReplayOptions;
import io.github.imagesquash.cli.option.ResourceOptions;
import io.github.imagesquash.cli.option.SelectionOptions;
import io.github.imagesquash.cli.option.ShellCommand;
import io.github.imagesquash.cli.option.Version;
import io.github.imagesquash.cli.run.CommandRunner;
import io.github.imagesquash.cli.terminal.Shell;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line of {@code squash diff}. Fields hold what the user typed; {@link DiffRequests} gives them meaning. */
@Command(
        name = "squash diff",
        addMethodSubcommands = false,
        versionProvider = Version.class,
        sortOptions = false,
        sortSynopsis = false,
        customSynopsis = "squash diff [OPTIONS] A B",
        description = {
            "",
            "Compares two images as a container would see them: merged file systems path by path, and configs key by"
                    + " key. The number and compression of layers, history, names and the kind of archive do not"
                    + " matter, so an image is equal to the result of squash.",
            ""
        },
        footer = {
            "",
            "Output: \"+ path (size)\" is only in B, \"- path (size)\" only in A, \"~ path: what A → B\" in both, but"
                    + " different.",
            "",
            "Examples:",
            "  squash diff old.tar new.tar",
            "  squash diff --ignore mtime,/created --path /usr/lib layout/ new.tar",
            "  squash diff --stat app:1 app:2",
            "  docker save app:1 | squash diff -q - new.tar && echo same"
        })
public final class DiffCommand implements ShellCommand {
    @Spec
    CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "A",
            description =
                    "an image: one of an engine or a registry, an archive or a directory, named as IMAGE of squash is")
    String before = "";

    @Parameters(index = "1", paramLabel = "B", description = "the image to compare with it")
    String after = "";

    @ArgGroup(validate = false, order = 1, heading = "%nWhat is compared:%n")
    ComparisonOptions comparison = new ComparisonOptions();

    @ArgGroup(validate = false, order = 2, heading = "%nIf an archive holds several images:%n")
    SelectionOptions.OfEach selection = new SelectionOptions.OfEach();

    @ArgGroup(validate = false, order = 3, heading = "%nRegistries:%n")
    RegistryOptions registries = new RegistryOptions();

    @ArgGroup(validate = false, order = 4, heading = "%nUnusual layers:%n")
    ReplayOptions replay = new ReplayOptions();

    @ArgGroup(validate = false, order = 5, heading = "%nLimits and resources:%n")
    ResourceOptions resources = new ResourceOptions();

    @ArgGroup(validate = false, order = 6, heading = "%nDisplay:%n")
    DisplayOptions display = new DisplayOptions();

    private final Shell shell;

    public DiffCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        return new CommandRunner(display, new OptionValues(spec.commandLine()), shell).run(new DiffRun(this, shell));
    }

    @Override
    public String expectedArguments() {
        return "two images, A and B, are";
    }

    @Override
    public List<String> mainOptions() {
        return List.of("--ignore", "--path", "--stat", "--platform", "--json", "--quiet", "--help");
    }

    @Override
    public boolean showsStackTrace() {
        return display.stacktrace;
    }
}
