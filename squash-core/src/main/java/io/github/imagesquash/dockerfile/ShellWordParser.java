// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dockerfile;

import io.github.imagesquash.dockerfile.ShellWord.Part;
import io.github.imagesquash.dockerfile.ShellWord.Use;
import java.util.ArrayList;
import java.util.List;

/** Reads a {@link ShellWord}, from left to right. */
final class ShellWordParser {
    /** Ends nothing; no Dockerfile can have it. */
    private static final char NONE = '\0';

    private static final String SPECIAL = "@*#?-$!";

    private final String text;
    private int at;

    ShellWordParser(String text) {
        this.text = text;
    }

    List<Part> parse() {
        return until(NONE);
    }

    /** The parts up to a character, which is passed over, or to the end. */
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
                case '\\' -> {
                    // A backslash that escapes nothing is dropped.
                    if (at < text.length()) {
                        parts.add(new Part.Text(text.substring(at, ++at)));
                    }
                }
                default -> parts.add(new Part.Text(String.valueOf(c)));
            }
        }
        if (stop != NONE) {
            throw new IllegalArgumentException("\"" + stop + "\" is missing after \"" + text + "\"");
        }
        return parts;
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

    /** Only a quote, a dollar sign and a backslash can be escaped here; other backslashes stay. */
    private void doubleQuoted(List<Part> parts) {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return;
            }
            if (c == '$') {
                parts.add(variable());
            } else {
                boolean escape = c == '\\' && at < text.length() && "\"$\\".indexOf(text.charAt(at)) >= 0;
                parts.add(new Part.Text(String.valueOf(escape ? text.charAt(at++) : c)));
            }
        }
        throw unclosed('"');
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
