// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dockerfile;

import java.util.List;
import java.util.Map;

/**
 * A word of a Dockerfile: text with quotes, escapes and variables, as Docker's builder reads it. It is parsed early, so
 * that a mistake is found before an image is read, and expanded when the image's environment is known.
 */
public final class ShellWord {
    private final List<Part> parts;

    private ShellWord(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * Parses a word.
     *
     * @param escape the character that escapes others
     * @throws IllegalArgumentException if a quote or brace is not closed, or a substitution is unknown
     */
    static ShellWord parse(String text, char escape) {
        return new ShellWord(new ShellWordParser(text, escape).parse());
    }

    /**
     * The word's text; a variable that is not set is empty.
     *
     * @throws IllegalArgumentException if the word demands a variable, with {@code ${NAME:?message}}, that is not set
     */
    public String expand(Map<String, String> variables) {
        return expand(parts, variables);
    }

    private static String expand(List<Part> parts, Map<String, String> variables) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Text literal -> text.append(literal.text());
                case Part.Variable variable -> text.append(value(variable, variables));
            }
        }
        return text.toString();
    }

    private static String value(Part.Variable variable, Map<String, String> variables) {
        String value = variables.getOrDefault(variable.name(), "");
        boolean isSet = variables.containsKey(variable.name()) && !(variable.emptyIsUnset() && value.isEmpty());
        return switch (variable.use()) {
            case VALUE -> value;
            case DEFAULT -> isSet ? value : expand(variable.word(), variables);
            case ALTERNATIVE -> isSet ? expand(variable.word(), variables) : "";
            case DEMAND -> {
                if (!isSet) {
                    String message = expand(variable.word(), variables);
                    throw new IllegalArgumentException(variable.name() + ": "
                            + (message.isEmpty() ? "not set in the image's environment" : message));
                }
                yield value;
            }
        };
    }

    /** How a variable is replaced. */
    enum Use {
        VALUE,
        DEFAULT,
        ALTERNATIVE,
        DEMAND
    }

    /** A part of a word. */
    sealed interface Part {
        /** Literal text. */
        record Text(String text) implements Part {}

        /**
         * A variable.
         *
         * @param use how it is replaced
         * @param emptyIsUnset whether an empty value counts as none, which is what a colon says
         * @param word the default, the alternative or the message
         */
        record Variable(String name, Use use, boolean emptyIsUnset, List<Part> word) implements Part {
            public Variable {
                word = List.copyOf(word);
            }
        }
    }
}
