// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.filter.Clause.Effect;
import io.github.imagesquash.glob.Glob;
import java.util.ArrayList;
import java.util.List;

/**
 * A user's patterns as in {@code .dockerignore}: one for each line. The last one that matches a path or a directory
 * above it counts, and {@code !} in front of a pattern keeps a path.
 */
public final class IgnoreList {
    /** Nothing is left out. */
    public static final IgnoreList EMPTY = new IgnoreList(List.of());

    private final List<Clause> clauses;

    private IgnoreList(List<Clause> clauses) {
        this.clauses = List.copyOf(clauses);
    }

    /**
     * Reads the lines of a file. Empty ones, those that begin with {@code #}, and patterns of the root, such as {@code
     * .}, have no effect.
     *
     * @param name the file's name, for messages
     * @throws IllegalArgumentException naming the line and the problem
     */
    public static IgnoreList parse(String name, String content) {
        List<Clause> clauses = new ArrayList<>();
        List<String> lines = content.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = i == 0 && lines.getFirst().startsWith("\ufeff")
                    ? lines.getFirst().substring(1)
                    : lines.get(i);
            if (!line.startsWith("#") && !meansRoot(line)) {
                try {
                    add(clauses, line, name + ", line " + (i + 1));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(name + ":" + (i + 1) + ": " + e.getMessage(), e);
                }
            }
        }
        return new IgnoreList(clauses);
    }

    /**
     * Patterns that do not come from a file.
     *
     * @param origin their origin, such as {@code --exclude}
     * @throws IllegalArgumentException naming the problem of one
     */
    public static IgnoreList of(String origin, List<String> patterns) {
        List<Clause> clauses = new ArrayList<>();
        patterns.forEach(pattern -> add(clauses, pattern, origin));
        return new IgnoreList(clauses);
    }

    /** Patterns of paths that stay, whatever earlier patterns say; as with {@code !} in front. */
    public static IgnoreList keeping(String origin, List<String> patterns) {
        return of(origin, patterns.stream().map(pattern -> "!" + pattern).toList());
    }

    /** This list, followed by another one. */
    public IgnoreList then(IgnoreList later) {
        List<Clause> all = new ArrayList<>(clauses);
        all.addAll(later.clauses);
        return new IgnoreList(all);
    }

    List<Clause> clauses() {
        return clauses;
    }

    private static void add(List<Clause> clauses, String line, String origin) {
        String trimmed = line.strip();
        boolean kept = trimmed.startsWith("!");
        String pattern = kept ? trimmed.substring(1).strip() : trimmed;
        if (kept && pattern.isEmpty()) {
            throw new IllegalArgumentException("! without a pattern");
        }
        if (!pattern.isEmpty()) {
            clauses.add(
                    Clause.of(new Cause(trimmed, origin, true), kept ? Effect.KEEP : Effect.DROP, Glob.parse(pattern)));
        }
    }

    private static boolean meansRoot(String line) {
        String pattern = line.strip().replaceFirst("^!\\s*", "");
        return !pattern.isEmpty() && Glob.meansRoot(pattern);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IgnoreList list && clauses.equals(list.clauses);
    }

    @Override
    public int hashCode() {
        return clauses.hashCode();
    }

    @Override
    public String toString() {
        return clauses.toString();
    }
}
