// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Lines of {@code Field: value}, as in deb822(5) and in mail headers. Other lines that do not continue such a line are
 * skipped.
 */
final class ControlParagraph {
    /** Debian has about 70,000 packages. */
    private static final int MOST = 500_000;

    private final Map<String, List<String>> fields = new HashMap<>();

    private ControlParagraph() {}

    /**
     * The paragraphs of a text, separated by empty lines.
     *
     * @param wanted the fields that are kept, in lower case
     */
    static List<ControlParagraph> parse(byte[] text, Set<String> wanted) throws MalformedDatabaseException {
        List<ControlParagraph> paragraphs = new ArrayList<>();
        ControlParagraph current = new ControlParagraph();
        List<String> field = new ArrayList<>();
        for (String line : (Iterable<String>) RawText.of(text).lines()::iterator) {
            int colon = line.indexOf(':');
            if (line.isBlank()) {
                current.endInto(paragraphs);
                current = new ControlParagraph();
            } else if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
                field.add(line.strip());
            } else if (colon > 0) {
                field = current.begin(line.substring(0, colon).toLowerCase(Locale.ROOT), wanted);
                field.add(line.substring(colon + 1).strip());
            }
        }
        current.endInto(paragraphs);
        return paragraphs;
    }

    /** The value on the field's own line; empty if there is no such field. */
    String first(String field) {
        return fields.getOrDefault(field, List.of("")).getFirst();
    }

    /** The lines that continue a field. */
    List<String> rest(String field) {
        List<String> lines = fields.getOrDefault(field, List.of(""));
        return lines.subList(1, lines.size());
    }

    /** The lines of a field's value; those of an unneeded field are discarded. */
    private List<String> begin(String name, Set<String> wanted) {
        List<String> lines = new ArrayList<>(1);
        if (wanted.contains(name)) {
            fields.putIfAbsent(name, lines);
        }
        return lines;
    }

    private void endInto(List<ControlParagraph> paragraphs) throws MalformedDatabaseException {
        if (paragraphs.size() == MOST) {
            throw new MalformedDatabaseException("more than " + MOST + " paragraphs");
        }
        if (!fields.isEmpty()) {
            paragraphs.add(this);
        }
    }
}
