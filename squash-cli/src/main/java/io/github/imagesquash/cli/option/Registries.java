// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.cli.text.FailureMessage;
import io.github.imagesquash.oci.FileKind;
import io.github.imagesquash.oci.ManifestFormat;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.registry.AllowedHost;
import io.github.imagesquash.registry.CertificateDirectories;
import io.github.imagesquash.registry.CredentialFiles;
import io.github.imagesquash.registry.ImageAddress;
import io.github.imagesquash.registry.Proxies;
import io.github.imagesquash.registry.RegistryAccess;
import io.github.imagesquash.registry.RequestBudget;
import io.github.imagesquash.registry.Retries;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Source;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Parses addresses in registries, which begin with {@value ImageAddress#TRANSPORT}, and the options for registries. */
public final class Registries {
    private static final String DOCKER_HUB = "docker.io";

    /** The variable of OpenSSL, curl and Go that names a file of authorities. */
    private static final String CERTIFICATES = EnvironmentVariable.SSL_CERT_FILE.name();

    private final RegistryOptions options;
    private final Shell shell;
    private final OptionValues values;

    public Registries(RegistryOptions options, Shell shell, OptionValues values) {
        this.options = options;
        this.shell = shell;
        this.values = values;
    }

    /** The image with this name in a registry; {@code parameter} is the name of the argument. */
    Source source(String parameter, String image) {
        return new Source.Registry(values.parse(parameter, image, ImageAddress::parse), access());
    }

    /**
     * The addresses to which the result is pushed.
     *
     * @param output the first name
     * @param tags more names; one without a registry means Docker Hub, so beside another registry it is likely a
     *     mistake
     * @param format the media types
     */
    Destination destination(String output, List<String> tags, ManifestFormat format) {
        ImageAddress first = values.parse("--output", output, ImageAddress::parse);
        if (first.isDigest()) {
            throw values.wrongUsage("--output: " + first + " has a digest; expected a tag");
        }
        List<ImageAddress> addresses = new ArrayList<>(List.of(first));
        for (String tag : tags) {
            Reference name = values.parse("--tag", tag, Reference::parse);
            boolean meant = first.repository().domain().equals(DOCKER_HUB) || tag.startsWith(DOCKER_HUB + "/");
            if (name.domain().equals(DOCKER_HUB) && !meant) {
                throw values.wrongUsage("--tag: " + tag + " would be pushed to Docker Hub: write "
                        + first.repository().domain() + "/" + tag + ", or docker.io/" + tag + " if that is meant");
            }
            addresses.add(values.parse("--tag", tag, _ -> ImageAddress.of(name)));
        }
        return new Destination.Registry(addresses.stream().distinct().toList(), access(), format);
    }

    /** How registries are reached. */
    public RegistryAccess access() {
        CredentialFiles files =
                CredentialFiles.ofEnvironment(shell.environment()).warning(this::warn);
        return new RegistryAccess(
                options.insecure,
                authorities(),
                CertificateDirectories.ofEnvironment(shell.environment()),
                options.authFile.isEmpty() ? files : files.preferring(file("--authfile", options.authFile)),
                proxies(),
                options.allowedHosts.stream()
                        .map(host -> values.parse("--allow-host", host, AllowedHost::parse))
                        .toList(),
                Retries.STANDARD,
                RequestBudget.UNLIMITED);
    }

    private List<Path> authorities() {
        List<Path> files = new ArrayList<>();
        String ofEnvironment = shell.environment().getOrDefault(CERTIFICATES, "");
        if (!ofEnvironment.isEmpty()) {
            files.add(file(CERTIFICATES, ofEnvironment));
        }
        options.caFiles.forEach(file -> files.add(file("--ca-file", file)));
        return files;
    }

    private void warn(String problem) {
        if (options.warned.add(problem)) {
            shell.errWriter().println("warning: " + FailureMessage.oneLine(problem));
        }
    }

    private Proxies proxies() {
        try {
            return Proxies.ofEnvironment(shell.environment());
        } catch (IllegalArgumentException e) {
            throw values.wrongUsage(String.valueOf(e.getMessage()));
        }
    }

    private Path file(String option, String text) {
        Path file = values.parse(option, text, Path::of);
        try {
            FileKind.requireFile(file);
            return file;
        } catch (NoSuchFileException _) {
            throw values.wrongUsage(option + ": there is no file " + file);
        } catch (IOException e) {
            throw values.wrongUsage(option + ": " + FailureMessage.of(e));
        }
    }
}
