// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dockerfile;

import java.util.ArrayList;
import java.util.List;

/** Splits arguments at white space outside of quotes; quotes and escapes stay, for {@link ShellWord} to read. */
public final class ArgumentSplitter {
    private final String text;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private char quote = ' ';

    private ArgumentSplitter(String text) {
        this.text = text;
    }

    /** The words of a line. */
    public static List<String> of(String text) {
        return new ArgumentSplitter(text).split();
    }

    private List<String> split() {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean quoted = quote != ' ';
            if (!quoted && Character.isWhitespace(c)) {
                end();
            } else if (c == '\\' && quote != '\'') {
                // What is escaped goes with its backslash; one at the very end is dropped, as Docker does.
                if (at + 1 < text.length()) {
                    word.append(c).append(text.charAt(++at));
                }
            } else {
                if (c == quote) {
                    quote = ' ';
                } else if (!quoted && (c == '"' || c == '\'')) {
                    quote = c;
                }
                word.append(c);
            }
        }
        end();
        return words;
    }

    private void end() {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }
}
