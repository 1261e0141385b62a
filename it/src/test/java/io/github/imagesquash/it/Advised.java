// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.imagesquash.advise.Remedy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What squash advises for an image.
 *
 * @param json all of it
 * @param commands the commands that the text shows, as a shell takes them
 */
record Advised(JsonNode json, List<String> commands) {
    private static final Pattern COMMAND = Pattern.compile("\\s*(?:→ (?:saves [^:]*: )?)?(squash .*?)(?:   # .*)?");

    /**
     * Runs squash.
     *
     * @param place its working directory
     */
    static Advised on(String image, Path place, String... options) throws IOException {
        return new Advised(
                new ObjectMapper().readTree(advise(image, place, "--json", options)),
                new String(advise(image, place, "--all", options), StandardCharsets.UTF_8)
                        .lines()
                        .map(COMMAND::matcher)
                        .filter(Matcher::matches)
                        .map(line -> line.group(1))
                        .distinct()
                        .toList());
    }

    private static byte[] advise(String image, Path place, String form, String... options) throws IOException {
        return Launcher.squash(Stream.concat(Stream.of("advise", form, image), Stream.of(options))
                        .toArray(String[]::new))
                .in(place)
                .output();
    }

    /** The finding with a remedy of a kind. */
    JsonNode finding(Remedy.Kind kind) {
        return json.findValues("findings").stream()
                .flatMap(JsonNode::valueStream)
                .filter(finding -> finding.path("remedies").valueStream().anyMatch(remedy -> isOf(kind, remedy)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " in " + json.toPrettyString()));
    }

    boolean has(Remedy.Kind kind) {
        return Stream.of("remedies", "actions")
                .flatMap(key -> json.findValues(key).stream())
                .flatMap(JsonNode::valueStream)
                .anyMatch(remedy -> isOf(kind, remedy));
    }

    /** The first remedy of a kind. */
    JsonNode remedy(Remedy.Kind kind) {
        return finding(kind)
                .path("remedies")
                .valueStream()
                .filter(remedy -> isOf(kind, remedy))
                .findFirst()
                .orElseThrow();
    }

    /** The lines of the first remedy of a kind. */
    List<String> lines(Remedy.Kind kind) {
        return remedy(kind).path("lines").valueStream().map(JsonNode::asText).toList();
    }

    private static boolean isOf(Remedy.Kind kind, JsonNode remedy) {
        return remedy.path("kind")
                .asText()
                .equals(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** All commands, each once. */
    Stream<JsonNode> withCommands() {
        return Stream.of("actions", "together", "remedies")
                .flatMap(key -> json.findValues(key).stream())
                .flatMap(JsonNode::valueStream)
                .filter(remedy -> !remedy.path("command").isEmpty());
    }

    /** The new image that a remedy's command makes, as squash reads it. */
    static String target(JsonNode remedy) {
        return remedy.path("command").path(remedy.path("command").size() - 2).asText();
    }

    /** The line of the text that shows a remedy's command. */
    String line(JsonNode remedy) {
        String quoted = Pattern.quote(target(remedy).replace("'", "'\\''"));
        return commands.stream()
                .filter(line -> line.matches(".*" + quoted + "[' ].*"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(remedy + " in " + commands));
    }

    /** Pastes a command into a shell that finds squash on its path. */
    static void paste(String command, Path directory) throws IOException {
        Program.of("sh", "-c", command)
                .in(directory)
                .environment("PATH", Path.of(Launcher.PATH).getParent() + ":" + System.getenv("PATH"))
                .environment("SQUASH_JAVA_OPTS", Launcher.FOR_SHORT_RUNS)
                .output();
    }
}
