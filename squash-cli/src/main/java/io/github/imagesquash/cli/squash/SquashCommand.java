// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.squash;

import io.github.imagesquash.cli.option.CommandNames;
import io.github.imagesquash.cli.option.DisplayOptions;
import io.github.imagesquash.cli.option.FilterOptions;
import io.github.imagesquash.cli.option.GateOptions;
import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.cli.option.OutputOptions;
import io.github.imagesquash.cli.option.PageOptions;
import io.github.imagesquash.cli.option.RegistryOptions;
import io.github.imagesquash.cli.option.ReplayOptions;
import io.github.imagesquash.cli.option.ResourceOptions;
import io.github.imagesquash.cli.option.ResultOptions;
import io.github.imagesquash.cli.option.SelectionOptions;
import io.github.imagesquash.cli.option.ShellCommand;
import io.github.imagesquash.cli.option.SlimNeeds;
import io.github.imagesquash.cli.option.TimeOptions;
import io.github.imagesquash.cli.option.Version;
import io.github.imagesquash.cli.run.CommandRunner;
import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.message.NearestName;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The command line. Fields hold what the user typed, or the empty string if an option is absent; {@link SquashRequests}
 * interprets them.
 */
@Command(
        name = "squash",
        addMethodSubcommands = false,
        versionProvider = Version.class,
        sortOptions = false,
        sortSynopsis = false,
        customSynopsis = "squash [OPTIONS] [-t NAME] IMAGE [-o OUTPUT]",
        description = {
            "",
            "Merges all layers of a container image into one, with the same files. Files that later layers"
                    + " deleted or replaced are left out. squash reads an image of Docker or Podman and loads the new one"
                    + " there, or reads and writes archives and registries, which needs no engine and no root.",
            ""
        },
        footer = {
            "",
            "Commands:",
            "  squash analyze IMAGE        show where an image's bytes are",
            "  squash advise IMAGE         say what to do to make an image smaller",
            "  squash browse IMAGE         explore an image in the terminal",
            "  squash diff A B             compare the files and configs of two images",
            "  squash fleet COMMAND        squash many images of registries",
            "  squash ls IMAGE [PATH]      list files of an image",
            "  squash cat IMAGE PATH       print files of an image",
            "  squash export IMAGE         write all files of an image as a tar",
            "  squash rebase IMAGE         exchange the base of an image, --new-base B",
            "  squash rules                list what --drop can leave out",
            "  squash slim IMAGE           list the packages that --slim leaves out",
            "  squash help COMMAND         describe a command; squash version",
            "",
            "IMAGE and OUTPUT:",
            "  app:1                       IMAGE: an image of Docker (or of Podman, if only",
            "                              Podman is installed), if there is no such file",
            "  FILE                        an archive, or for IMAGE also a directory",
            "  -                           standard input or output",
            "  docker-daemon:NAME          an image of Docker",
            "  containers-storage:NAME     an image of Podman",
            "  docker://NAME               an image in a registry",
            "  docker-archive:FILE[:NAME]  an archive as docker save writes it",
            "  oci-archive:FILE[:NAME]     an archive with an OCI layout",
            "  oci:DIR[:NAME]              a directory with an OCI layout; the image is added",
            "  dir:DIR                     a directory with one image, as skopeo writes it",
            "",
            "Examples:",
            "  squash -t app:small app:1",
            "  squash -t app:small old.tar -o new.tar",
            "  squash docker://reg.example/app:1 -o docker://reg.example/app:small",
            "  docker save app:1 | squash -t app:small - | docker load",
            "  squash --keep-base debian:12 -t app:small app:1",
            "  squash --drop caches,docs -t app:small app:1",
            "  squash --slim -t app:small app:1",
            "  squash --exclude 'usr/share/doc/**' --keep '**/copyright' -t app:small app:1",
            "  squash --platform linux/arm64 -c zstd layout/ -o new.tar",
            "  squash old.tar -o docker-daemon:app:small",
            "  squash --platform all oci:layout:1 -o oci:layout:small",
            "  docker save a b c | squash --image all - | docker load",
            "",
            "Loading layers compressed with zstd requires Docker 23 or newer."
        })
public final class SquashCommand implements ShellCommand {
    @Spec
    CommandSpec spec;

    @Parameters(
            paramLabel = "IMAGE",
            description = "the image: of an engine or a registry, an archive or a directory, see IMAGE and OUTPUT")
    String image = "";

    @Mixin
    OutputOptions placing = new OutputOptions();

    @Option(
            names = "--no-verify",
            negatable = true,
            description = "whether to read the finished archive back and compare it with the old image before it gets"
                    + " its name (default: yes)")
    boolean verify = true;

    @ArgGroup(validate = false, order = 0, heading = "%nWhich layers are merged (default: all):%n")
    LayerOptions layers = new LayerOptions();

    @ArgGroup(validate = false, order = 1, heading = "%nFiles to leave out:%n")
    FilterOptions filter = new FilterOptions();

    @ArgGroup(validate = false, order = 1, heading = "%nPackages to leave out:%n")
    SlimNeeds.Requested slimming = new SlimNeeds.Requested();

    @ArgGroup(validate = false, order = 2, heading = "%nIf the archive holds several images:%n")
    SelectionOptions.OneOrAll selection = new SelectionOptions.OneOrAll();

    @ArgGroup(validate = false, order = 3, heading = "%nRegistries:%n")
    RegistryOptions registries = new RegistryOptions();

    @ArgGroup(validate = false, order = 4, heading = "%nSeveral layers instead of one:%n")
    GroupOptions group = new GroupOptions();

    @ArgGroup(validate = false, order = 4, heading = "%nCompression of the new layer:%n")
    EncodingOptions encoding = new EncodingOptions();

    @ArgGroup(validate = false, order = 4, heading = "%nConfig of the new image:%n")
    ConfigOptions config = new ConfigOptions();

    @ArgGroup(validate = false, order = 5, heading = "%nReproducible images:%n")
    TimeOptions time = new TimeOptions();

    @ArgGroup(validate = false, order = 6, heading = "%nUnusual layers:%n")
    ReplayOptions replay = new ReplayOptions();

    @ArgGroup(validate = false, order = 7, heading = "%nLimits and resources:%n")
    ResourceOptions resources = new ResourceOptions();

    @ArgGroup(validate = false, order = 8, heading = "%nFor pipelines:%n")
    ResultOptions results = new ResultOptions();

    @ArgGroup(validate = false, order = 9, heading = "%nPages about the image, before and after:%n")
    PageOptions pages = new PageOptions();

    @ArgGroup(validate = false, order = 9, heading = "%nSafeguards:%n")
    GateOptions.Squashed safeguards = new GateOptions.Squashed();

    @ArgGroup(validate = false, order = 10, heading = "%nDisplay:%n")
    DisplayOptions display = new DisplayOptions();

    private final Shell shell;
    private final Squasher squasher;

    public SquashCommand(Shell shell, Squasher squasher) {
        this.shell = shell;
        this.squasher = squasher;
    }

    @Override
    public Integer call() throws IOException {
        return new CommandRunner(display, new OptionValues(spec.commandLine()), shell)
                .run(new SquashRun(this, shell, squasher));
    }

    @Override
    public List<String> mainOptions() {
        return List.of(
                "--tag",
                "--output",
                "--drop",
                "--exclude",
                "--slim",
                "--keep-base",
                "--compression",
                "--group-by",
                "--platform",
                "--report",
                "--dry-run",
                "--json",
                "--quiet",
                "--help",
                "--version");
    }

    @Override
    public Optional<String> commandMeant() {
        return NearestName.of(image, CommandNames.ALL).map(name -> "squash " + name);
    }

    @Override
    public String surplus(String argument) {
        boolean isName = image.matches("[a-z]+");
        String meant = commandMeant().orElse("squash " + image + " -o " + argument);
        return ShellCommand.super.surplus(argument)
                + (isName && commandMeant().isEmpty()
                        ? "; the commands are " + String.join(", ", CommandNames.ALL)
                        : "; did you mean " + meant + "?");
    }

    @Override
    public boolean showsStackTrace() {
        return display.stacktrace;
    }
}
