// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.engine.Engine;
import io.github.imagesquash.engine.EngineKind;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.read.ArchiveKind;
import io.github.imagesquash.read.ImageSelector;
import io.github.imagesquash.read.Preferences;
import io.github.imagesquash.read.Preferences.Trust;
import io.github.imagesquash.read.WantedImage;
import io.github.imagesquash.request.Source;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An image to read, as the user named it: the name becomes a source and a selection among several images.
 *
 * @param parameter the name of the parameter
 * @param argument the user's name for it
 * @param name the same, parsed
 * @param example an example that sends an archive to standard input
 * @param registries the access to registries
 */
public record InputImage(
        String parameter,
        String argument,
        ImageName name,
        String example,
        Registries registries,
        OptionValues values,
        Shell shell) {

    static InputImage of(
            String parameter,
            String argument,
            String example,
            RegistryOptions registries,
            OptionValues values,
            Shell shell) {
        ImageName name = values.parse(parameter, argument, text -> ImageName.ofInput(text, InputImage::exists));
        return new InputImage(
                parameter, argument, name, example, new Registries(registries, shell, values), values, shell);
    }

    /** Commands that squash this image. */
    public PastedCommand commands() {
        return PastedCommand.of(argument, name, values.commandLine());
    }

    public Source source() {
        return switch (name.transport()) {
            case STREAM -> standardInput();
            case FILE -> archive(ArchiveKind.ANY);
            case DOCKER_ARCHIVE -> archive(ArchiveKind.DOCKER_ARCHIVE);
            case OCI_ARCHIVE -> archive(ArchiveKind.OCI_ARCHIVE);
            case OCI -> archive(ArchiveKind.OCI_LAYOUT);
            case DIR -> archive(ArchiveKind.DIR);
            case ENGINE -> new Source.Engine(Engine.preferred(shell.environment()), name.reference(), true);
            case DOCKER_DAEMON -> engine(EngineKind.DOCKER);
            case CONTAINERS_STORAGE -> engine(EngineKind.PODMAN);
            case REGISTRY -> registries.source(parameter, name.reference());
        };
    }

    /** The selected image, from the options, each empty if absent, and from its name. */
    public ImageSelector selection(String image, String platform, String trust) {
        return wanted(image, trust).on(platform(platform));
    }

    /** As {@link #selection}, for any platform. */
    public WantedImage wanted(String image, String trust) {
        return new WantedImage(image(image), preferences(trust));
    }

    /** The platform of an option. */
    public Platform platform(String platform) {
        return platform.isEmpty() ? Platform.ANY : values.parse("--platform", platform, Platform::parse);
    }

    /** The control files to believe, from an option or otherwise from the image's name. */
    public Preferences preferences(String trust) {
        return Preferences.trusting(
                trust.isEmpty() ? trust() : values.oneOf("--trust", trust, List.of(Trust.OCI, Trust.DOCKER)));
    }

    /** The image's name, from an option or otherwise from the name of the archive. */
    private Optional<String> image(String option) {
        String named = switch (name.transport()) {
            case DOCKER_ARCHIVE, OCI_ARCHIVE, OCI -> name.reference();
            case STREAM, FILE, DIR, ENGINE, DOCKER_DAEMON, CONTAINERS_STORAGE, REGISTRY -> "";
        };
        if (!option.isEmpty() && !named.isEmpty()) {
            throw values.wrongUsage("--image: " + parameter + " already names the image " + named + " of the archive");
        }
        return Optional.of(option.isEmpty() ? named : option).filter(image -> !image.isEmpty());
    }

    /** The control files that the image's name chooses: an archive can have both. */
    private Trust trust() {
        return switch (name.transport()) {
            case DOCKER_ARCHIVE -> Trust.DOCKER;
            case OCI_ARCHIVE, OCI -> Trust.OCI;
            case STREAM, FILE, DIR, ENGINE, DOCKER_DAEMON, CONTAINERS_STORAGE, REGISTRY -> Trust.AGREEMENT;
        };
    }

    private Source standardInput() {
        if (shell.terminals().input()) {
            throw values.wrongUsage(parameter + " is -, but standard input is a terminal: give a file, or send an"
                    + " archive as in " + example);
        }
        return new Source.Stream(shell.in(), "standard input");
    }

    private Source archive(ArchiveKind kind) {
        return new Source.Archive(values.parse(parameter, name.path(), Path::of), kind);
    }

    private Source engine(EngineKind kind) {
        return new Source.Engine(new Engine(kind, shell.environment()), name.reference());
    }

    private static boolean exists(String text) {
        try {
            return Files.exists(Path.of(text));
        } catch (InvalidPathException _) {
            return false;
        }
    }
}
