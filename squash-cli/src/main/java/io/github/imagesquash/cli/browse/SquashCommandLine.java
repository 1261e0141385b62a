// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

import io.github.imagesquash.cli.option.ImageName;
import io.github.imagesquash.cli.option.SelectionOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The command that squashes the image without the marked paths.
 *
 * @param argument IMAGE, as the user named it
 * @param name the same, parsed
 * @param selection how the image is chosen among several
 */
record SquashCommandLine(String argument, ImageName name, SelectionOptions selection) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");
    private static final Pattern ID = Pattern.compile("(sha256:)?[0-9a-f]{12,64}");
    private static final String SUFFIX = "-small";

    /** For a shell; the file of patterns is named if it has been written, otherwise each pattern. */
    String text(List<String> exclusions) {
        List<String> words = new ArrayList<>(List.of("squash"));
        words.addAll(exclusions);
        words.addAll(option("--image", selection.image));
        words.addAll(option("--platform", selection.platform));
        words.addAll(option("--trust", selection.trust));
        words.addAll(
                switch (name.transport()) {
                    case STREAM, FILE, DOCKER_ARCHIVE, OCI_ARCHIVE -> List.of(argument, "-o", smallArchive());
                    case OCI, DIR -> List.of(argument, "-o", name.transport().prefix() + name.path() + SUFFIX);
                    case ENGINE, DOCKER_DAEMON, CONTAINERS_STORAGE -> List.of("-t", smallName(), argument);
                    case REGISTRY -> List.of(argument, "-o", name.transport().prefix() + smallName());
                });
        return words.stream().map(SquashCommandLine::quoted).collect(Collectors.joining(" "));
    }

    static List<String> excluding(List<String> patterns) {
        return patterns.stream()
                .flatMap(pattern -> option("--exclude", pattern).stream())
                .toList();
    }

    static List<String> option(String option, String value) {
        return value.isEmpty() ? List.of() : List.of(option, value);
    }

    /** Beside the archive, with the ending of one. */
    private String smallArchive() {
        String path = name.path()
                .replaceFirst("\\.(tar(\\.[a-z0-9]+)?|tgz|tzst)$", "")
                .replaceFirst("/+$", "");
        return path + SUFFIX + ".tar";
    }

    /** The name with another tag. */
    private String smallName() {
        String reference = name.reference().replaceFirst("@.*", "");
        if (ID.matcher(reference).matches()) {
            return "squashed:small";
        }
        boolean tagged = reference.lastIndexOf(':') > reference.lastIndexOf('/');
        return reference + (tagged ? SUFFIX : ":small");
    }

    /** A word for a shell of POSIX. */
    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
