// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dockerfile;

import io.github.imagesquash.dockerfile.ShellWord.Part;
import io.github.imagesquash.dockerfile.ShellWord.Use;
import java.util.ArrayList;
import java.util.List;

/** Reads a {@link ShellWord}, from left to right. */
final class ShellWordParser {
    /** A character that ends nothing; no Dockerfile can contain it. */
    private static final char NONE = '\0';

    private static final String SPECIAL = "@*#?-$!";

    private final String text;
    private final char escape;
    private int at;

    ShellWordParser(String text, char escape) {
        this.text = text;
        this.escape = escape;
    }

    List<Part> parse() {
        return until(NONE);
    }

    /** The parts up to a character, which is skipped, or to the end. */
    private List<Part> until(char stop) {
        List<Part> parts = new ArrayList<>();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == stop && stop != NONE) {
                return parts;
            }
            switch (c) {
                case '\'' -> parts.add(new Part.Text(singleQuoted()));
                case '"' -> doubleQuoted(parts);
                case '$' -> parts.add(variable());
                default -> parts.add(new Part.Text(c == escape ? escaped() : String.valueOf(c)));
            }
        }
        if (stop != NONE) {
            throw new IllegalArgumentException("\"" + stop + "\" is missing after \"" + text + "\"");
        }
        return parts;
    }

    /** The character behind an escape; empty at the end of the word. */
    private String escaped() {
        int begin = at;
        at = Math.min(at + 1, text.length());
        return text.substring(begin, at);
    }

    private String singleQuoted() {
        int end = text.indexOf('\'', at);
        if (end < 0) {
            throw unclosed('\'');
        }
        String quoted = text.substring(at, end);
        at = end + 1;
        return quoted;
    }

    /** Here only a quote, a dollar sign and the escape itself can be escaped. Other escapes are kept. */
    private void doubleQuoted(List<Part> parts) {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return;
            }
            if (c == '$') {
                parts.add(variable());
            } else {
                boolean escapes = c == escape && at < text.length() && isEscapedInQuotes(text.charAt(at));
                parts.add(new Part.Text(String.valueOf(escapes ? text.charAt(at++) : c)));
            }
        }
        throw unclosed('"');
    }

    private boolean isEscapedInQuotes(char c) {
        return c == '"' || c == '$' || c == escape;
    }

    private IllegalArgumentException unclosed(char quote) {
        return new IllegalArgumentException("the quote " + quote + " is not closed in \"" + text + "\"");
    }

    private Part variable() {
        if (at < text.length() && text.charAt(at) == '{') {
            at++;
            return braced();
        }
        String name = name();
        return name.isEmpty() ? new Part.Text("$") : new Part.Variable(name, Use.VALUE, false, List.of());
    }

    private Part braced() {
        int begin = at;
        String name = name();
        boolean emptyIsUnset = at < text.length() && text.charAt(at) == ':';
        if (emptyIsUnset) {
            at++;
        }
        char operator = at < text.length() ? text.charAt(at++) : NONE;
        if (name.isEmpty() || (operator == '}' && emptyIsUnset)) {
            throw new IllegalArgumentException("\"${" + text.substring(begin) + "\" begins no substitution");
        }
        return switch (operator) {
            case '}' -> new Part.Variable(name, Use.VALUE, false, List.of());
            case '-' -> new Part.Variable(name, Use.DEFAULT, emptyIsUnset, until('}'));
            case '+' -> new Part.Variable(name, Use.ALTERNATIVE, emptyIsUnset, until('}'));
            case '?' -> new Part.Variable(name, Use.DEMAND, emptyIsUnset, until('}'));
            case NONE -> throw new IllegalArgumentException("\"}\" is missing after \"" + text + "\"");
            default ->
                throw new IllegalArgumentException("\"${" + text.substring(begin, at)
                        + "\": expected ${NAME}, or -, + or ? behind the name, with or without a colon");
        };
    }

    private String name() {
        int begin = at;
        if (at < text.length() && (SPECIAL.indexOf(text.charAt(at)) >= 0)) {
            at++;
        } else if (at < text.length() && Character.isDigit(text.charAt(at))) {
            while (at < text.length() && Character.isDigit(text.charAt(at))) {
                at++;
            }
        } else {
            while (at < text.length() && isOfName(text.charAt(at))) {
                at++;
            }
        }
        return text.substring(begin, at);
    }

    private static boolean isOfName(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }
}
