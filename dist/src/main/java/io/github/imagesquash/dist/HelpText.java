// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dist;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** Reads the texts of {@code --help}, which are patterns for {@link String#format}. */
final class HelpText {
    private HelpText() {}

    /** A description, joined to one line. */
    static String line(String... description) {
        return Arrays.stream(description)
                .map(HelpText::expand)
                .collect(Collectors.joining(" "))
                .strip();
    }

    /** The lines of a text. */
    static List<String> lines(String... text) {
        return Arrays.stream(text).map(HelpText::expand).toList();
    }

    /** A description's paragraphs; an empty line ends one. */
    static List<String> paragraphs(String... text) {
        List<String> paragraphs = new ArrayList<>();
        for (String line : text) {
            String expanded = expand(line).strip();
            if (!expanded.isEmpty()) {
                paragraphs.add(expanded);
            }
        }
        return paragraphs;
    }

    /** What a command does, in a few words: "merges all layers of a container image into one". */
    static String summary(CommandSpec command) {
        String first = paragraphs(command.usageMessage().description()).getFirst();
        String clause = first.replaceFirst("[,.:;]( .*|)$", "").replaceFirst("[,.:;] .*", "");
        return clause.substring(0, 1).toLowerCase(Locale.ROOT) + clause.substring(1);
    }

    private static String expand(String pattern) {
        return String.format(Locale.ROOT, pattern);
    }
}
