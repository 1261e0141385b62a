// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.cli.text.Transport;
import io.github.imagesquash.engine.Engine;
import io.github.imagesquash.engine.EngineKind;
import io.github.imagesquash.oci.ManifestFormat;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Parses the names of the new image into a destination and tags. */
public final class DestinationParser {
    private final OutputArguments arguments;
    private final Shell shell;
    private final OptionValues values;

    public DestinationParser(OutputArguments arguments, Shell shell, OptionValues values) {
        this.arguments = arguments;
        this.shell = shell;
        this.values = values;
    }

    /**
     * The destination of the new image. Without {@code -o}, an image of an engine goes back to the engine, and any
     * other image to a pipe.
     */
    public Destination destination(Source source) {
        Destination destination = arguments.output().isEmpty() ? implied(source) : said(output());
        if (arguments.force() && !(destination instanceof Destination.Engine)) {
            throw values.wrongUsage("--force has no meaning unless the new image goes to an engine");
        }
        if (format() == ManifestFormat.DOCKER && !(destination instanceof Destination.Registry)) {
            throw values.wrongUsage(
                    "--format docker requires a docker:// output; archives and engines have Docker's own list"
                            + " beside OCI's manifest, and a layout holds OCI's types");
        }
        return destination;
    }

    private ManifestFormat format() {
        return switch (arguments.format()) {
            case "" -> ManifestFormat.AS_ACCEPTED;
            case "oci" -> ManifestFormat.OCI;
            case "docker" -> ManifestFormat.DOCKER;
            default -> throw values.noneOf("--format", arguments.format(), List.of("oci", "docker"));
        };
    }

    /** The new names, completed as the destination requires; none to keep the old ones. */
    public List<Reference> tags(Destination destination) {
        if (destination instanceof Destination.Dir && !arguments.tags().isEmpty()) {
            throw values.wrongUsage("--tag: a dir: layout cannot hold a name; use oci:DIR:NAME");
        }
        // A name in a layout need not be a full name.
        boolean literal = arguments.output().isEmpty() || destination instanceof Destination.Layout;
        String named = literal ? "" : output().reference();
        List<Reference> tags = Stream.concat(
                        Stream.of(named)
                                .filter(name -> !name.isEmpty())
                                .map(name -> reference("--output", name, destination)),
                        arguments.tags().stream().map(name -> reference("--tag", name, destination)))
                .distinct()
                .toList();
        if (tags.isEmpty() && destination instanceof Destination.Engine && !arguments.keepsNames()) {
            throw values.wrongUsage("the new image has no name: add -t NAME");
        }
        return tags;
    }

    private Destination implied(Source source) {
        return switch (source) {
            case Source.Engine image -> new Destination.Engine(image.engine(), arguments.force());
            case Source.Archive _, Source.Stream _, Source.Registry _ -> {
                if (shell.terminals().output() || arguments.json()) {
                    throw values.wrongUsage("the new image has no destination: add -o FILE, -o docker-daemon:NAME,"
                            + " or -o - for standard output");
                }
                yield standardOutput();
            }
        };
    }

    private Destination said(ImageName output) {
        return switch (output.transport()) {
            case STREAM -> standardOutput();
            case FILE, DOCKER_ARCHIVE, OCI_ARCHIVE ->
                new Destination.Archive(values.parse("--output", output.path(), Path::of));
            case DOCKER_DAEMON -> new Destination.Engine(engine(EngineKind.DOCKER), arguments.force());
            case CONTAINERS_STORAGE -> new Destination.Engine(engine(EngineKind.PODMAN), arguments.force());
            case REGISTRY ->
                new Registries(arguments.registries(), shell, values)
                        .destination(output.reference(), arguments.tags(), format());
            case OCI -> values.parse("--output", output.path(), path -> layout(path, output.reference()));
            case DIR -> values.parse("--output", output.path(), path -> new Destination.Dir(Path.of(path)));
            case ENGINE ->
                throw values.wrongUsage("--output: " + output.transport().prefix()
                        + " is not supported; write a file and copy it with skopeo");
        };
    }

    private static Destination layout(String path, String ref) {
        return ref.isEmpty() ? new Destination.Layout(Path.of(path)) : new Destination.Layout(Path.of(path), ref);
    }

    private Destination standardOutput() {
        if (arguments.json()) {
            throw values.wrongUsage("--json and -o - would both write to standard output: give -o a file");
        }
        if (shell.terminals().output()) {
            throw values.wrongUsage("-o - would write an archive to the terminal: use -o FILE, or redirect the output");
        }
        return new Destination.Stream(shell.out());
    }

    private ImageName output() {
        if (arguments.keepsNames()) {
            for (Transport engine : List.of(Transport.DOCKER_DAEMON, Transport.CONTAINERS_STORAGE)) {
                if (arguments.output().equals(engine.prefix())) {
                    return new ImageName(engine, "", "");
                }
            }
        }
        return values.parse("--output", arguments.output(), ImageName::ofOutput);
    }

    private Engine engine(EngineKind kind) {
        return new Engine(kind, shell.environment());
    }

    private Reference reference(String option, String name, Destination destination) {
        return values.parse(option, name, text -> switch (destination) {
            case Destination.Engine engine -> engine.engine().kind().qualify(text);
            case Destination.Archive _,
                    Destination.Layout _,
                    Destination.Dir _,
                    Destination.Stream _,
                    Destination.Registry _ -> Reference.parse(text);
        });
    }
}
