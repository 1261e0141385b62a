// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dockerfile;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of a Dockerfile, taken apart as far as all instructions are alike.
 *
 * @param text the whole line, without white space around it
 * @param name its first word, as it was written
 * @param options the words behind it that begin with two dashes, without their quotes
 * @param arguments all that follows, without white space around it
 */
public record InstructionLine(String text, String name, List<String> options, String arguments) {
    private static final String DASHES = "--";

    /** The instructions that a text has: lines that end in a backslash go on in the next one, and comments are none. */
    public static List<InstructionLine> of(String text) {
        List<InstructionLine> lines = new ArrayList<>();
        StringBuilder pending = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            if (line.strip().startsWith("#")) {
                continue;
            }
            boolean continues = line.stripTrailing().endsWith("\\");
            pending.append(continues ? line.substring(0, line.lastIndexOf('\\')) : line);
            if (!continues && !pending.isEmpty()) {
                add(pending, lines);
            }
        }
        add(pending, lines);
        return lines;
    }

    private static void add(StringBuilder line, List<InstructionLine> lines) {
        if (!line.toString().isBlank()) {
            lines.add(parse(line.toString().strip()));
        }
        line.setLength(0);
    }

    private static InstructionLine parse(String text) {
        String[] parts = text.split("\\s+", 2);
        List<String> options = new ArrayList<>();
        String rest = parts.length == 2 ? parts[1] : "";
        while (rest.startsWith(DASHES)) {
            StringBuilder option = new StringBuilder();
            rest = rest.substring(takeWord(rest, option)).stripLeading();
            if (option.toString().equals(DASHES)) {
                break;
            }
            options.add(option.toString());
        }
        return new InstructionLine(text, parts[0], List.copyOf(options), rest);
    }

    /** Appends the first word, without quotes and escapes, and gives the position behind it. */
    private static int takeWord(String text, StringBuilder word) {
        char quote = ' ';
        int at = 0;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quote == ' ' && Character.isWhitespace(c)) {
                break;
            } else if (c == quote) {
                quote = ' ';
            } else if (quote == ' ' && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == '\\' && at + 1 < text.length()) {
                word.append(text.charAt(++at));
            } else {
                word.append(c);
            }
        }
        return at;
    }
}
