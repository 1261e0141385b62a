// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a container of the image runs (image-spec config.md, {@code config}). A value of a kind that no engine runs is taken
 * as absent.
 *
 * @param entrypoint the program and its first arguments; empty if there is none
 * @param command further arguments, or the program if there is no entrypoint
 * @param environment variables, as {@code NAME=value}
 * @param workingDirectory where it starts; empty for the root
 * @param texts all texts of the config, these among them
 */
public record ExecutionParameters(
        List<String> entrypoint,
        List<String> command,
        List<String> environment,
        String workingDirectory,
        List<ConfigText> texts) {
    /** Nothing is run. */
    public static final ExecutionParameters NONE =
            new ExecutionParameters(List.of(), List.of(), List.of(), "", List.of());

    public ExecutionParameters {
        entrypoint = List.copyOf(entrypoint);
        command = List.copyOf(command);
        environment = List.copyOf(environment);
        texts = List.copyOf(texts);
    }

    static ExecutionParameters from(JsonNode config) {
        return new ExecutionParameters(
                texts(config.path("Entrypoint")),
                texts(config.path("Cmd")),
                texts(config.path("Env")),
                config.path("WorkingDir").asText(""),
                ConfigText.in(config));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        if (array.isArray()) {
            array.forEach(text -> texts.add(text.asText()));
        }
        return texts;
    }
}
