package io.github.imagesquash.filter;

import io.github.imagesquash.tree.FileTree;

/**
 * What is to be left out of an image.
 *
 * @param patterns the user's own patterns
 */
public record Filter(IgnoreList patterns) {
    /** Everything stays. */
    public static final Filter NONE = new Filter(IgnoreList.EMPTY);

    /** What goes from a tree, which is not changed. */
    public Removals of(FileTree tree) {
        return FilterWalk.through(tree, patterns.clauses());
    }
}
