// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.purge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A text of paragraphs such as dpkg's {@code status} (deb822(5)), from which some can be removed while all others keep
 * their bytes. It has a character for each byte.
 */
record StatusText(List<Paragraph> paragraphs) {

    /**
     * A paragraph.
     *
     * @param text its text, with the empty lines behind it
     * @param fields its fields by name in lower case, lines of continued values joined by spaces
     */
    record Paragraph(String text, Map<String, String> fields) {
        /** A field's value; empty if there is none. */
        String field(String name) {
            return fields.getOrDefault(name, "");
        }
    }

    StatusText {
        paragraphs = List.copyOf(paragraphs);
    }

    /** Splits a text. */
    static StatusText of(String text) {
        List<Paragraph> paragraphs = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf("\n\n", start);
            end = end < 0 ? text.length() : end + 2;
            while (end < text.length() && text.charAt(end) == '\n') {
                end++;
            }
            String paragraph = text.substring(start, end);
            paragraphs.add(new Paragraph(paragraph, fields(paragraph)));
            start = end;
        }
        return new StatusText(paragraphs);
    }

    private static Map<String, String> fields(String paragraph) {
        Map<String, String> fields = new HashMap<>();
        String name = "";
        for (String line : (Iterable<String>) paragraph.lines()::iterator) {
            int colon = line.indexOf(':');
            if (line.startsWith(" ") || line.startsWith("\t")) {
                fields.merge(name, line.strip(), (value, more) -> value + " " + more);
            } else if (colon > 0) {
                name = line.substring(0, colon).toLowerCase(Locale.ROOT);
                fields.putIfAbsent(name, line.substring(colon + 1).strip());
            }
        }
        return fields;
    }

    /** The text without some paragraphs. */
    String without(Predicate<Paragraph> removed) {
        StringBuilder text = new StringBuilder();
        paragraphs.stream().filter(removed.negate()).forEach(paragraph -> text.append(paragraph.text()));
        return text.toString();
    }
}
