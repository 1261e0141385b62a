// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import io.github.imagesquash.cli.text.Transport;
import io.github.imagesquash.message.ShellWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Commands that squash the image of this run, for a shell. The new image is of the same kind and in the same place as the old
 * one, and its name says what became of it, so that no command takes a name that another has given.
 *
 * @param argument the image, as the user named it
 * @param name the same, parsed
 * @param reading the options of this run that say how the image is read
 */
public record PastedCommand(String argument, ImageName name, List<String> reading) {
    /** Options for which squash needs the same values to read the same image. */
    private static final Set<String> KEPT = Set.of(
            "--image",
            "--platform",
            "--trust",
            "--authfile",
            "--ca-file",
            "--insecure",
            "--allow-host",
            "--symlink-parents",
            "--lenient",
            "--max-size",
            "--max-entries",
            "--max-metadata",
            "--temp-dir");

    private static final int LONGEST_TAG = 128;
    private static final Pattern ARCHIVE = Pattern.compile("(?i)\\.(?:tar(?:\\.[a-z0-9]+)?|tgz|tzst)$");
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]+|[0-9a-f]{12,64}");

    public PastedCommand {
        reading = List.copyOf(reading);
    }

    static PastedCommand of(String argument, ImageName name, CommandLine commandLine) {
        List<String> reading = new ArrayList<>();
        for (OptionSpec option : commandLine.getParseResult().matchedOptions()) {
            if (KEPT.contains(option.longestName())) {
                if (option.typeInfo().isBoolean()) {
                    reading.add(option.longestName());
                } else {
                    option.stringValues().forEach(value -> reading.addAll(List.of(option.longestName(), value)));
                }
            }
        }
        return new PastedCommand(argument, name, reading);
    }

    /**
     * The words of a command.
     *
     * @param options the options besides those for the old and the new image
     * @param result what becomes of the image, in one word with hyphens
     */
    public List<String> words(List<String> options, String result) {
        List<String> words = new ArrayList<>(List.of("squash"));
        words.addAll(reading);
        words.addAll(options);
        words.addAll(target(result));
        words.add(argument);
        return words;
    }

    /** The words in one line, quoted for a POSIX shell where necessary. */
    public String line(List<String> options, String result) {
        return words(options, result).stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
    }

    private List<String> target(String result) {
        return switch (name.transport()) {
            case ENGINE, DOCKER_DAEMON, CONTAINERS_STORAGE -> List.of("-t", image(name.reference(), result));
            case REGISTRY -> List.of("-o", Transport.REGISTRY.prefix() + image(name.reference(), result));
            case FILE, DOCKER_ARCHIVE -> List.of("-o", file(result));
            case OCI_ARCHIVE -> List.of("-o", name.transport().prefix() + file(result));
            case OCI ->
                List.of(
                        "-o",
                        name.transport().prefix()
                                + directory(result)
                                + (name.reference().isEmpty() ? "" : ":" + name.reference()));
            case DIR -> List.of("-o", name.transport().prefix() + directory(result));
            case STREAM -> List.of("-o", "./image-" + result + ".tar");
        };
    }

    private String directory(String result) {
        return name.path().replaceAll("(?<=.)/+$", "") + "-" + result;
    }

    private String file(String result) {
        String path = ARCHIVE.matcher(name.path().replaceAll("(?<=.)/+$", "")).replaceFirst("") + "-" + result + ".tar";
        return path.contains("/") ? path : "./" + path;
    }

    /** The name of the new image, in the repository of the old one. */
    private static String image(String reference, String result) {
        if (DIGEST.matcher(reference).matches()) {
            return "squashed:" + result;
        }
        int at = reference.indexOf('@');
        String named = at < 0 ? reference : reference.substring(0, at);
        int colon = named.indexOf(':', named.lastIndexOf('/') + 1);
        String repository = colon < 0 ? named : named.substring(0, colon);
        String tag = colon < 0 ? result : named.substring(colon + 1) + "-" + result;
        return repository + ":" + (tag.length() > LONGEST_TAG ? result : tag);
    }
}
