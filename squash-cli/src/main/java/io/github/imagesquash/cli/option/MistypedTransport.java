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
 * Names that should begin with a transport or be in a registry, and that would otherwise mean oddly named files or
 * missing images.
 *
 * @param text the whole name
 * @param word the text before the first colon
 * @param rest the text behind it
 */
record MistypedTransport(String text, String word, String rest) {
    private static final Pattern PREFIXED = Pattern.compile("(?s)([A-Za-z][A-Za-z0-9.-]*):(.+)");
    /** A name with a tag, which hardly anybody gives to a file. */
    private static final Pattern TAGGED = Pattern.compile("[a-z0-9]+(?:[._-]+[a-z0-9]+)*:\\w[\\w.-]{0,127}");

    private static final Pattern ARCHIVE = Pattern.compile("(?i)\\.(?:tar(?:\\.[a-z0-9]+)?|tgz|tzst)$");
    private static final Pattern PORT = Pattern.compile("(?s)[0-9]{1,5}/.+");

    /**
     * The problem of an output's name without a transport; empty if it can be the name of a file. Names with a
     * directory always can.
     */
    static Optional<String> ofOutput(String text) {
        return parse(text)
                .filter(name ->
                        name.isAddress() || name.hasPort() || name.nearest().isPresent())
                .map(MistypedTransport::problem)
                .or(() ->
                        TAGGED.matcher(text).matches() && !ARCHIVE.matcher(text).find()
                                ? Optional.of("\"" + text + "\" may be an image or a file: use "
                                        + Transport.DOCKER_DAEMON.prefix() + text + " for an image of Docker, or ./"
                                        + text + " for a file")
                                : Optional.empty());
    }

    /** The same for an image to read, which may have a tag: empty if it can be an image of an engine. */
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
