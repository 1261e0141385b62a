// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import io.github.imagesquash.cli.text.Transport;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The user's name for an image or for a destination.
 *
 * @param transport the kind of place
 * @param path the file or directory; empty if there is none
 * @param reference the image's name there; empty if not given
 */
public record ImageName(Transport transport, String path, String reference) {
    private static final String STREAM = "-";

    /**
     * Reads an image's name. Without a prefix it is the file or directory that has this name, otherwise an image of the
     * engine; a text that looks like a path is always a path.
     *
     * @param exists whether there is a file or directory
     * @throws IllegalArgumentException naming the missing part, or the intended transport
     */
    static ImageName ofInput(String text, Predicate<String> exists) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the name is empty");
        }
        boolean bare = !text.equals(STREAM) && prefixed(text).findAny().isEmpty();
        if (!bare || looksLikePath(text) || exists.test(text)) {
            return of(text);
        }
        refuse(MistypedTransport.ofInput(text));
        return new ImageName(Transport.ENGINE, "", text);
    }

    /**
     * Reads an output's name; without a prefix it is a file.
     *
     * @throws IllegalArgumentException naming the missing part, or the intended transport
     */
    static ImageName ofOutput(String text) {
        ImageName name = of(text);
        if (name.transport() == Transport.FILE) {
            refuse(MistypedTransport.ofOutput(text));
        }
        return name;
    }

    /**
     * Reads the name of an output that is no image, but a file or directory.
     *
     * @throws IllegalArgumentException if it looks like the name of an image
     */
    public static Path ofFile(String text) {
        if (of(text).transport() != Transport.FILE
                || MistypedTransport.ofOutput(text).isPresent()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" looks like an image, but no image is written here: use ./" + text
                            + " for a file of that name");
        }
        return Path.of(text);
    }

    private static void refuse(Optional<String> problem) {
        problem.ifPresent(message -> {
            throw new IllegalArgumentException(message);
        });
    }

    private static ImageName of(String text) {
        if (text.equals(STREAM)) {
            return new ImageName(Transport.STREAM, "", "");
        }
        return prefixed(text)
                .findFirst()
                .map(transport ->
                        of(transport, text.substring(transport.prefix().length())))
                .orElseGet(() -> new ImageName(Transport.FILE, text, ""));
    }

    private static ImageName of(Transport transport, String rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(transport.prefix() + " is not followed by a name");
        }
        return switch (transport) {
            case STREAM, FILE, DIR -> new ImageName(transport, rest, "");
            case DOCKER_ARCHIVE, OCI_ARCHIVE, OCI -> withReference(transport, rest);
            case ENGINE, DOCKER_DAEMON, REGISTRY -> new ImageName(transport, "", rest);
            case CONTAINERS_STORAGE -> {
                if (rest.startsWith("[")) {
                    throw new IllegalArgumentException(
                            "a storage in brackets is not supported; set it in podman's storage.conf");
                }
                yield new ImageName(transport, "", rest);
            }
        };
    }

    /** A path ends at the first colon, as in all tools with these names. */
    private static ImageName withReference(Transport transport, String rest) {
        int colon = rest.indexOf(':');
        String path = colon < 0 ? rest : rest.substring(0, colon);
        String reference = colon < 0 ? "" : rest.substring(colon + 1);
        if (path.isEmpty()) {
            throw new IllegalArgumentException(transport.prefix() + " is not followed by a path");
        }
        if (reference.startsWith("@")) {
            throw new IllegalArgumentException(
                    "an image is chosen by its name or digest, not by its position " + reference);
        }
        return new ImageName(transport, path, reference);
    }

    private static Stream<Transport> prefixed(String text) {
        return Stream.of(Transport.values())
                .filter(transport -> !transport.prefix().isEmpty() && text.startsWith(transport.prefix()));
    }

    /** A text that cannot be an image's name, or would be a very unusual one. */
    private static boolean looksLikePath(String text) {
        return text.startsWith("/")
                || text.startsWith(".")
                || text.endsWith("/")
                || text.toLowerCase(Locale.ROOT).matches("[^:]*\\.(tar(\\.[a-z0-9]+)?|tgz|tzst)");
    }
}
