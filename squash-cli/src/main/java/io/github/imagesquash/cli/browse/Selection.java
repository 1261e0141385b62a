// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

import io.github.imagesquash.tree.ImagePath;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * What the list of files is about.
 *
 * @param content which entries, and what counts as their size
 * @param scope the part of the image
 * @param filter what their paths contain
 */
record Selection(Content content, Scope scope, PathFilter filter) {
    static final Selection ALL = new Selection(Content.KEPT, Scope.EVERYTHING, PathFilter.NONE);

    /** Which entries are listed, and what counts as their size. */
    enum Content {
        KEPT("what a container sees"),
        ALL("all entries, with lost ones"),
        LOST("only lost bytes");

        private final String text;

        Content(String text) {
            this.text = text;
        }

        Content next() {
            return values()[(ordinal() + 1) % values().length];
        }

        @Override
        public String toString() {
            return text;
        }
    }

    Selection with(Content other) {
        return new Selection(other, scope, filter);
    }

    Selection with(Scope other) {
        return new Selection(content, other, filter);
    }

    Selection with(PathFilter other) {
        return new Selection(content, scope, other);
    }

    /** Whether it is about a part of the image, so that directories with few results are opened. */
    boolean isNarrow() {
        return !filter.equals(PathFilter.NONE) || !scope.equals(Scope.EVERYTHING);
    }

    /**
     * The nodes in the scope whose paths the filter matches.
     *
     * @param found what the filter finds
     */
    BitSet nodes(PathTree tree, BitSet found) {
        BitSet nodes = PathFilter.matches(tree, found);
        switch (scope) {
            case Scope.Everything _ -> {}
            case Scope.OneLayer layer -> nodes.and(ofLayer(tree, layer.number()));
            case Scope.OnePackage owner -> nodes.and(ofPackage(tree, owner));
        }
        return nodes;
    }

    private static BitSet ofLayer(PathTree tree, int number) {
        BitSet nodes = new BitSet(tree.count());
        for (int node = 0; node < tree.count(); node++) {
            if (tree.layer(node) == number) {
                nodes.set(node);
            }
        }
        return nodes;
    }

    private static BitSet ofPackage(PathTree tree, Scope.OnePackage owner) {
        Set<ImagePath> paths = new HashSet<>(owner.paths());
        Set<Object> lastNames = new HashSet<>();
        owner.paths().forEach(path -> lastNames.add(path.last()));
        BitSet nodes = new BitSet(tree.count());
        for (int node = 1; node < tree.count(); node++) {
            if (!tree.isDirectory(node)
                    && lastNames.contains(tree.names().name(node))
                    && paths.contains(tree.path(node))) {
                nodes.set(node);
            }
        }
        return nodes;
    }
}
