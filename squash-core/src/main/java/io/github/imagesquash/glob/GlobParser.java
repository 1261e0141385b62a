// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.glob;

import io.github.imagesquash.message.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reads a {@link Glob}. The classes in brackets have the grammar of Go's {@code filepath.Match}. */
final class GlobParser {
    /** A longer pattern is shortened in messages: it is probably a line of a file that has no patterns. */
    private static final int LONGEST_SHOWN = 80;

    private final String text;
    private final int[] pattern;
    private final List<GlobPart> parts = new ArrayList<>();
    private int at;

    /**
     * @param text the pattern as typed; leading and trailing slashes, empty components, {@code .} and {@code ..} are
     *     removed
     */
    GlobParser(String text) {
        this.text = text;
        this.pattern = clean(text).codePoints().toArray();
    }

    /** The pieces, at least one. */
    List<GlobPart> parts() {
        if (pattern.length == 0) {
            throw refused("names no path");
        }
        while (at < pattern.length) {
            int character = pattern[at++];
            switch (character) {
                case '*' -> star();
                case '?' -> parts.add(new GlobPart.OfName());
                case '[' -> parts.add(characterClass());
                case '\\' -> parts.add(new GlobPart.Literal(escaped()));
                default -> parts.add(new GlobPart.Literal(character));
            }
        }
        return parts;
    }

    /** Like Go's {@code filepath.Clean}; a {@code ..} at the beginning stays, and matches nothing. */
    static String clean(String pattern) {
        List<String> components = new ArrayList<>();
        for (String component : pattern.split("/")) {
            boolean up = component.equals("..");
            if (up && !components.isEmpty() && !components.getLast().equals("..")) {
                components.removeLast();
            } else if (!component.isEmpty() && !component.equals(".") && !(up && pattern.startsWith("/"))) {
                components.add(component);
            }
        }
        return components.stream().collect(Collectors.joining("/"));
    }

    private void star() {
        if (!isNext('*')) {
            parts.add(new GlobPart.InName());
            return;
        }
        at++;
        boolean whole = isNext('/');
        if (whole) {
            at++;
        }
        parts.add(at == pattern.length ? new GlobPart.Rest() : new GlobPart.Directories(whole));
    }

    private GlobPart characterClass() {
        boolean negated = isNext('^');
        if (negated) {
            at++;
        }
        List<Integer> ranges = new ArrayList<>();
        do {
            int first = ofClass();
            int last = first;
            if (isNext('-')) {
                at++;
                last = ofClass();
            }
            if (last < first) {
                throw refused("has a range that ends before it begins");
            }
            ranges.add(first);
            ranges.add(last);
        } while (!isNext(']'));
        at++;
        return new GlobPart.OneOf(
                negated, ranges.stream().mapToInt(Integer::intValue).toArray());
    }

    private int ofClass() {
        if (at == pattern.length) {
            throw refused("has a [ without a ]");
        }
        int character = pattern[at++];
        if (character == '-' || character == ']') {
            throw refused("has \"" + Character.toString(character) + "\" in [ ] without \\ before it");
        }
        int meant = character == '\\' ? escaped() : character;
        if (at == pattern.length) {
            throw refused("has a [ without a ]");
        }
        return meant;
    }

    private int escaped() {
        if (at == pattern.length) {
            throw refused("ends with \\");
        }
        return pattern[at++];
    }

    private boolean isNext(char character) {
        return at < pattern.length && pattern[at] == character;
    }

    private IllegalArgumentException refused(String problem) {
        String shown = text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
        return new IllegalArgumentException("pattern \"" + Printable.of(shown) + "\" " + problem);
    }
}
