// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dockerfile;

import java.util.ArrayList;
import java.util.List;

/** Splits a line into words at white space outside of quotes. Quotes and escapes are kept for {@link ShellWord}. */
final class WordSplitter {
    private static final char NO_QUOTE = ' ';

    private final String text;
    private final char escape;
    private int at;

    WordSplitter(String text, char escape) {
        this.text = text;
        this.escape = escape;
        skipWhiteSpace();
    }

    /** All words of a line. */
    static List<String> split(String text, char escape) {
        WordSplitter splitter = new WordSplitter(text, escape);
        List<String> words = new ArrayList<>();
        while (splitter.at < text.length()) {
            String word = splitter.next();
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    /** Whether the next word begins with this prefix. */
    boolean nextStartsWith(String prefix) {
        return text.startsWith(prefix, at);
    }

    /** The next word. An escape at the end of the line is dropped, as in Docker; so the word may be empty. */
    String next() {
        int begin = at;
        char quote = NO_QUOTE;
        while (at < text.length() && (quote != NO_QUOTE || !Character.isWhitespace(text.charAt(at)))) {
            char c = text.charAt(at++);
            if (c == escape && quote != '\'') {
                if (at == text.length()) {
                    return text.substring(begin, at - 1);
                }
                at++;
            } else if (c == quote) {
                quote = NO_QUOTE;
            } else if (quote == NO_QUOTE && (c == '"' || c == '\'')) {
                quote = c;
            }
        }
        String word = text.substring(begin, at);
        skipWhiteSpace();
        return word;
    }

    /** The rest of the line, without white space before it. */
    String rest() {
        return text.substring(at);
    }

    /** A word without its quotes and escapes. Variables are not expanded. */
    static String unquoted(String word, char escape) {
        StringBuilder plain = new StringBuilder();
        char quote = NO_QUOTE;
        for (int at = 0; at < word.length(); at++) {
            char c = word.charAt(at);
            if (c == quote) {
                quote = NO_QUOTE;
            } else if (quote == NO_QUOTE && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == escape && at + 1 < word.length()) {
                plain.append(word.charAt(++at));
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private void skipWhiteSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
