// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dockerfile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parser directives of a Dockerfile, by BuildKit's rules: comments {@code # key=value} before everything else. Any
 * other line ends them: an empty line, an instruction, another comment or an unknown key. Directives that BuildKit
 * refuses, namely a repeated one and an invalid escape, are skipped.
 *
 * @param escape the character that continues a line and escapes another one
 * @param refused the numbers of the skipped lines
 * @see <a href="https://docs.docker.com/reference/dockerfile/#parser-directives">the Dockerfile reference</a>
 */
record Directives(char escape, List<Integer> refused) {
    /** The escape if no directive names another. */
    static final char BACKSLASH = '\\';

    private static final Pattern DIRECTIVE = Pattern.compile("\\s*#\\s*([a-zA-Z][a-zA-Z0-9]*)\\s*=\\s*(\\S.*?)\\s*");
    private static final String ESCAPE = "escape";
    private static final Set<String> KEYS = Set.of(ESCAPE, "syntax", "check");

    Directives {
        refused = List.copyOf(refused);
    }

    /** Reads the directives of a file. */
    static Directives of(List<String> lines) {
        char escape = BACKSLASH;
        List<Integer> refused = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int at = 0; at < lines.size(); at++) {
            Matcher directive = DIRECTIVE.matcher(lines.get(at));
            String key = directive.matches() ? directive.group(1).toLowerCase(Locale.ROOT) : "";
            if (!KEYS.contains(key)) {
                break;
            }
            boolean isEscape = key.equals(ESCAPE);
            if (!seen.add(key) || isEscape && !directive.group(2).matches("[\\\\`]")) {
                refused.add(at + 1);
            } else if (isEscape) {
                escape = directive.group(2).charAt(0);
            }
        }
        return new Directives(escape, refused);
    }

    /**
     * The position of the escape that joins the next line to this one; -1 if there is none. Only blanks may follow it,
     * and no other escape may stand before it.
     */
    int continuation(String line) {
        int last = line.length() - 1;
        while (last >= 0 && (line.charAt(last) == ' ' || line.charAt(last) == '\t')) {
            last--;
        }
        boolean continues = last >= 0 && line.charAt(last) == escape && (last == 0 || line.charAt(last - 1) != escape);
        return continues ? last : -1;
    }
}
