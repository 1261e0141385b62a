// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.message.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A paragraph of a file of rules: lines of {@code key: value}; the first gives its kind.
 *
 * @param file the file's name, for messages
 * @param lines at least one
 */
public record Paragraph(String file, List<Line> lines) {
    public Paragraph {
        lines = List.copyOf(lines);
    }

    /**
     * One line.
     *
     * @param number 1 for the file's first
     * @param key the text before the colon
     * @param value the text behind it
     */
    public record Line(int number, String key, String value) {}

    /**
     * The paragraphs of a file; empty lines separate them, and lines that begin with {@code #} are comments.
     *
     * @throws IllegalArgumentException naming the line that is not of the form {@code key: value}
     */
    public static List<Paragraph> of(String file, String content) {
        List<Paragraph> paragraphs = new ArrayList<>();
        List<Line> current = new ArrayList<>();
        int number = 0;
        for (String text : (Iterable<String>) content.lines()::iterator) {
            number++;
            if (text.isBlank()) {
                end(file, current, paragraphs);
                current = new ArrayList<>();
            } else if (!text.startsWith("#")) {
                current.add(line(file, number, text));
            }
        }
        end(file, current, paragraphs);
        return paragraphs;
    }

    private static void end(String file, List<Line> lines, List<Paragraph> paragraphs) {
        if (!lines.isEmpty()) {
            paragraphs.add(new Paragraph(file, lines));
        }
    }

    private static Line line(String file, int number, String text) {
        int colon = text.indexOf(':');
        String value = text.substring(colon + 1).strip();
        if (colon < 1 || value.isEmpty()) {
            throw new IllegalArgumentException(
                    file + ":" + number + ": expected \"key: value\", found \"" + Printable.of(text) + "\"");
        }
        return new Line(number, text.substring(0, colon).strip(), value);
    }

    /** The kind of paragraph, from its first key. */
    public String kind() {
        return lines.getFirst().key();
    }

    /** Its name. */
    public String name() {
        return lines.getFirst().value();
    }

    /** All values of a key, each read by {@code reader}, whose {@link IllegalArgumentException} gets the line's place. */
    public <T> List<T> all(String key, Function<String, T> reader) {
        List<T> values = new ArrayList<>();
        for (Line line : lines) {
            if (line.key().equals(key)) {
                try {
                    values.add(reader.apply(line.value()));
                } catch (IllegalArgumentException e) {
                    throw refused(line, String.valueOf(e.getMessage()));
                }
            }
        }
        return values;
    }

    /** All values of a key, unchanged. */
    public List<String> all(String key) {
        return all(key, value -> value);
    }

    /** Refuses keys that the paragraph cannot have. */
    public void requireKeys(Set<String> known) {
        for (Line line : lines.subList(1, lines.size())) {
            if (!known.contains(line.key())) {
                throw refused(
                        line,
                        "\"" + Printable.of(line.key()) + "\" is not a key of a " + kind() + "; expected one of "
                                + String.join(", ", known.stream().sorted().toList()));
            }
        }
    }

    /** A failure about the paragraph as a whole. */
    public IllegalArgumentException refused(String problem) {
        return refused(lines.getFirst(), problem);
    }

    private IllegalArgumentException refused(Line line, String problem) {
        return new IllegalArgumentException(file + ":" + line.number() + ": " + problem);
    }
}
