// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dockerfile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A command in one of the two forms that a Dockerfile has for it.
 *
 * @param words a program and its arguments, or one text for a shell
 * @param isForShell whether the image's shell is to run it
 */
public record CommandLine(List<String> words, boolean isForShell) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    public CommandLine {
        words = List.copyOf(words);
    }

    /**
     * A JSON array is the exec form; everything else, including an array that is not valid JSON, is for the shell, as
     * in Docker.
     */
    public static CommandLine parse(String text) {
        return array(text)
                .map(words -> new CommandLine(words, false))
                .orElseGet(() -> new CommandLine(List.of(text), true));
    }

    /**
     * The elements of a JSON array, or the words between white space.
     *
     * @throws IllegalArgumentException if it is a JSON array with anything but strings
     */
    public static List<String> wordsOf(String text) {
        return array(text).orElseGet(() -> List.of(text.split("\\s+")));
    }

    /**
     * The elements of a JSON array of strings with blanks between them, as a history has them; any other text as it is.
     */
    static String withoutArray(String text) {
        try {
            return array(text).map(words -> String.join(" ", words)).orElse(text);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static Optional<List<String>> array(String text) {
        if (!text.startsWith("[")) {
            return Optional.empty();
        }
        try {
            List<String> words = new ArrayList<>();
            for (JsonNode word : JSON.readTree(text)) {
                if (!word.isTextual()) {
                    throw new IllegalArgumentException("a JSON array of strings is expected, but it has " + word);
                }
                words.add(word.textValue());
            }
            return Optional.of(words);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
