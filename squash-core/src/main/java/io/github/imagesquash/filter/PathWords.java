// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The parts of a text that may be paths: the whole text, the words of a shell command, the elements of lists, values of
 * options, and the text after an option's letter. Most of them name nothing; only those count that exist as files.
 */
public final class PathWords {
    /** The longest path. */
    private static final int MAX_LENGTH = 4096;

    /** How often one word is taken for a name and its value: {@code --env=PATH=/opt/bin}. */
    private static final int MOST_VALUES = 8;

    private static final Pattern LIST = Pattern.compile("[:,]+");
    private static final Pattern DELIMITERS = Pattern.compile("[\\s'\"`;&|<>(){},=:@!^%#]+");

    private final Set<String> words = new LinkedHashSet<>();

    private PathWords() {}

    /** The parts of a text, each once. */
    public static Set<String> of(String text) {
        PathWords found = new PathWords();
        found.add(text.strip());
        text.lines().forEach(found::addLine);
        return found.words;
    }

    private void addLine(String line) {
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char character = line.charAt(i);
            if (quote != 0 ? character == quote : character == '\'' || character == '"') {
                quote = quote == 0 ? character : 0;
            } else if (character == '\\' && quote != '\'' && i + 1 < line.length()) {
                word.append(line.charAt(++i));
            } else if (quote == 0 && " \t;&|<>()`".indexOf(character) >= 0) {
                addWord(word.toString());
                word.setLength(0);
            } else {
                word.append(character);
            }
        }
        addWord(word.toString());
        for (String piece : DELIMITERS.split(line)) {
            add(piece);
        }
    }

    private void addWord(String word) {
        String rest = word;
        for (int values = 0; values < MOST_VALUES; values++) {
            add(rest);
            String[] elements = LIST.split(rest);
            if (elements.length > 1) {
                for (String element : elements) {
                    add(element);
                }
            }
            int equals = rest.indexOf('=');
            if (equals < 0) {
                return;
            }
            rest = rest.substring(equals + 1);
        }
    }

    /** An option's value may follow it without a space: {@code -I/opt/lib}. */
    private void add(String word) {
        if (word.isEmpty() || word.length() > MAX_LENGTH) {
            return;
        }
        words.add(word);
        int slash = word.indexOf('/');
        if (slash > 0 && "-@".indexOf(word.charAt(0)) >= 0) {
            words.add(word.substring(slash));
        }
        if (word.charAt(0) == '@') {
            words.add(word.substring(1));
        }
    }
}
