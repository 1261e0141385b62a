// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.export;

import io.github.imagesquash.cli.option.FilterOptions;
import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.option.QuietOptions;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line of {@code squash export}. Fields hold what the user typed; {@link ExportRun} gives them meaning. */
@Command(
        name = "squash export",
        versionProvider = Version.class,
        sortOptions = false,
        sortSynopsis = false,
        customSynopsis = "squash export [OPTIONS] IMAGE [-o FILE | --to-directory DIR]",
        description = {
            "",
            "Writes the file system of an image, as a container would see it, as a tar for docker import, without"
                    + " running the image. The same files give the same bytes on every machine.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  squash export app:1 -o rootfs.tar",
            "  squash export --drop caches --exclude '/usr/share/doc/**' app:1 -o rootfs.tar",
            "  squash export docker://reg.example/app:1 | docker import - app:flat",
            "  squash export --only /app old.tar --to-directory app"
        })
public final class ExportCommand implements ShellCommand {
    @Spec
    CommandSpec spec;

    @Parameters(
            paramLabel = "IMAGE",
            description =
                    "an image: one of an engine or a registry, an archive or a directory, named as IMAGE of squash is")
    String image = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "the tar to write, which gets its name when it is complete; - for standard output (default:"
                    + " standard output, unless it is a terminal)")
    String output = "";

    @Option(
            names = "--to-directory",
            paramLabel = "DIR",
            description = "write the files into this directory instead, which must be new or empty; owners, devices,"
                    + " setuid bits and most extended attributes only as root")
    String directory = "";

    @ArgGroup(validate = false, order = 1, heading = "%nWhat is left out (default: nothing):%n")
    FilterOptions filter = new FilterOptions();

    @Mixin
    ReadingOptions reading = new ReadingOptions();

    @ArgGroup(validate = false, order = 17, heading = "%nDisplay:%n")
    QuietOptions display = new QuietOptions();

    private final Shell shell;

    public ExportCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        return new ExportRun(this, new OptionValues(spec.commandLine()), shell).run();
    }

    @Override
    public List<String> mainOptions() {
        return List.of("--output", "--to-directory", "--drop", "--exclude", "--only", "--platform", "--help");
    }

    @Override
    public boolean showsStackTrace() {
        return display.stacktrace;
    }
}
