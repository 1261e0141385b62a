// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.glob;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A pattern for paths of an image, in the language of {@code .dockerignore}: {@code *} and {@code ?} stay within a
 * name, {@code **} matches any number of directories, including none, {@code [a-z]} and {@code [^a-z]} for one
 * character, {@code \} makes the next character literal. Patterns are relative to the root, with or without a leading
 * slash. A pattern matches whole paths; the caller decides whether it also covers what is below a directory. Matching
 * takes time in proportion to the lengths of path and pattern, in every case.
 *
 * @see <a href="https://docs.docker.com/build/concepts/context/#dockerignore-files">Docker's description</a>
 */
public final class Glob {
    private final String text;
    private final List<GlobPart> parts;
    private final Form form;
    private final byte[] head;
    private final byte[] tail;
    private final byte[] longest;

    /** A quick check by literal characters alone, which decides nearly all cases. */
    private enum Form {
        EXACT,
        BEGINNING,
        END,
        OTHER
    }

    private Glob(String text, List<GlobPart> parts) {
        this.text = text;
        this.parts = parts;
        int first = 0;
        while (first < parts.size() && parts.get(first) instanceof GlobPart.Literal) {
            first++;
        }
        int last = parts.size();
        while (last > first && parts.get(last - 1) instanceof GlobPart.Literal) {
            last--;
        }
        this.head = literal(parts.subList(0, first));
        this.tail = literal(parts.subList(last, parts.size()));
        this.longest = literal(longestLiteral(parts));
        this.form = form(first, last);
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static Glob parse(String text) {
        return new Glob(text, List.copyOf(new GlobParser(text).parts()));
    }

    /** Whether a text means only the root, and so is not a pattern. */
    public static boolean meansRoot(String text) {
        return GlobParser.clean(text).isEmpty();
    }

    /** Whether the pattern matches the whole path, which has no leading or trailing slash. */
    public boolean fits(byte[] path) {
        return fits(path, path.length);
    }

    /**
     * Whether the pattern matches the path in the first {@code length} bytes, which has no leading or trailing slash.
     */
    public boolean fits(byte[] path, int length) {
        if (length < head.length + tail.length
                || !Arrays.equals(path, 0, head.length, head, 0, head.length)
                || !Arrays.equals(path, length - tail.length, length, tail, 0, tail.length)) {
            return false;
        }
        return switch (form) {
            case EXACT -> length == head.length;
            case BEGINNING -> true;
            case END -> endsName(path, length);
            case OTHER -> contains(path, length, longest) && new GlobMatch(parts).fits(path, length);
        };
    }

    /** Whether the pattern may match a path below the directory whose path is in the first {@code length} bytes. */
    public boolean mayFitBelow(byte[] directory, int length) {
        if (form == Form.EXACT && head.length <= length) {
            return false;
        }
        int common = Math.min(length, head.length);
        boolean same = Arrays.equals(directory, 0, common, head, 0, common);
        return same && (head.length <= length || head[length] == '/');
    }

    /**
     * Whether all matches of the pattern are below a path of its own in the directory, because its literal beginning
     * continues there.
     */
    public boolean hasPlaceBelow(byte[] directory) {
        return head.length > directory.length + 1
                && head[directory.length] == '/'
                && Arrays.equals(directory, 0, directory.length, head, 0, directory.length);
    }

    /** Whether it matches only one path, {@link #head()}. */
    boolean isExact() {
        return form == Form.EXACT;
    }

    /** The literal beginning of each matching path. */
    byte[] head() {
        return head;
    }

    /** The literal end of each matching path; empty if {@link #head()} is the whole path. */
    byte[] tail() {
        return tail;
    }

    /** {@code **}{@code /name} ends with a whole name, {@code **name} does not have to. */
    private boolean endsName(byte[] path, int length) {
        boolean whole = parts.getFirst() instanceof GlobPart.Directories directories && directories.whole();
        return !whole || length == tail.length || path[length - tail.length - 1] == '/';
    }

    private Form form(int first, int last) {
        if (first == parts.size()) {
            return Form.EXACT;
        }
        if (first + 1 < last) {
            return Form.OTHER;
        }
        return switch (parts.get(first)) {
            case GlobPart.Rest _ -> Form.BEGINNING;
            case GlobPart.Directories _ -> first == 0 ? Form.END : Form.OTHER;
            case GlobPart.Literal _, GlobPart.OfName _, GlobPart.InName _, GlobPart.OneOf _ -> Form.OTHER;
        };
    }

    /** The longest sequence of literal characters: a path without it cannot match, and most paths do not contain it. */
    private static List<GlobPart> longestLiteral(List<GlobPart> parts) {
        int begin = 0;
        List<GlobPart> longest = List.of();
        for (int i = 0; i < parts.size(); i++) {
            if (!(parts.get(i) instanceof GlobPart.Literal)) {
                begin = i + 1;
            } else if (i + 1 - begin > longest.size()) {
                longest = parts.subList(begin, i + 1);
            }
        }
        return longest;
    }

    private static boolean contains(byte[] path, int length, byte[] part) {
        for (int i = 0; i + part.length <= length; i++) {
            if (Arrays.equals(path, i, i + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return part.length == 0;
    }

    private static byte[] literal(List<GlobPart> parts) {
        StringBuilder text = new StringBuilder();
        for (GlobPart part : parts) {
            if (part instanceof GlobPart.Literal literal) {
                text.appendCodePoint(literal.character());
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Glob glob && parts.equals(glob.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    /** The pattern as it was typed. */
    @Override
    public String toString() {
        return text;
    }
}
