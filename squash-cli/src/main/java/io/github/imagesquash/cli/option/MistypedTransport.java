// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import io.github.imagesquash.cli.text.Transport;
import io.github.imagesquash.message.NearestName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Names that were meant to begin with a transport, or to be a registry's, and would otherwise become files with odd names or
 * images that nobody has.
 *
 * @param text the whole name
 * @param word what stands before the first colon
 * @param rest what stands behind it
 */
record MistypedTransport(String text, String word, String rest) {
    private static final Pattern PREFIXED = Pattern.compile("(?s)([A-Za-z][A-Za-z0-9.-]*):(.+)");
    private static final Pattern PORT = Pattern.compile("(?s)[0-9]{1,5}/.+");

    /**
     * What is wrong with an output's name that has no transport; empty if it can be a file's. Names with a directory in front
     * always are.
     */
    static Optional<String> ofOutput(String text) {
        return parse(text)
                .filter(name ->
                        name.isAddress() || name.hasPort() || name.nearest().isPresent())
                .map(MistypedTransport::problem);
    }

    /** The same of an image to be read, which a tag may follow: empty if it can be an engine's. */
    static Optional<String> ofInput(String text) {
        return parse(text).filter(MistypedTransport::isAddress).map(MistypedTransport::problem);
    }

    private static Optional<MistypedTransport> parse(String text) {
        Matcher name = PREFIXED.matcher(text);
        return name.matches()
                ? Optional.of(new MistypedTransport(text, name.group(1), name.group(2)))
                : Optional.empty();
    }

    private boolean isAddress() {
        return rest.startsWith("/");
    }

    private boolean hasPort() {
        return PORT.matcher(rest).matches();
    }

    private Optional<String> nearest() {
        List<String> words = prefixes().stream().map(MistypedTransport::word).toList();
        return NearestName.of(word.toLowerCase(Locale.ROOT), words)
                .map(near -> prefixes().get(words.indexOf(near)));
    }

    private static String word(String prefix) {
        return prefix.substring(0, prefix.indexOf(':'));
    }

    private String problem() {
        return hasPort()
                ? "\"" + text + "\" has no transport; did you mean " + Transport.REGISTRY.prefix() + text + "?"
                : "there is no transport " + word + ":" + suggestion();
    }

    private String suggestion() {
        if (rest.startsWith("//")) {
            return "; did you mean " + Transport.REGISTRY.prefix() + rest.substring(2) + "?";
        }
        String file = isAddress() ? "" : " A file of this name would be ./" + text;
        return nearest()
                .map(prefix -> "; did you mean " + prefix + "?" + file)
                .orElseGet(() -> ", only " + String.join(", ", prefixes()));
    }

    private static List<String> prefixes() {
        return Stream.of(Transport.values())
                .map(Transport::prefix)
                .filter(prefix -> !prefix.isEmpty())
                .toList();
    }
}
