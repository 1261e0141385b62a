package io.github.imagesquash.filter;

import io.github.imagesquash.tree.FileTree;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be left out of an image.
 *
 * @param rules rules that apply
 * @param patterns the user's own patterns, which count for more
 */
public record Filter(Rules rules, IgnoreList patterns) {
    /** Everything stays. */
    public static final Filter NONE = new Filter(Rules.NONE, IgnoreList.EMPTY);

    /** What the user's patterns mean, and nothing else. */
    public static Filter of(IgnoreList patterns) {
        return new Filter(Rules.NONE, patterns);
    }

    /** What goes from a tree, which is not changed. */
    public Removals of(FileTree tree) {
        List<Clause> clauses = new ArrayList<>(rules.clauses());
        clauses.addAll(patterns.clauses());
        return FilterWalk.through(tree, clauses);
    }
}
