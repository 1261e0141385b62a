// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A text that paths contain; the case of ASCII letters does not matter. What is below a directory that contains it contains
 * it too.
 *
 * @param typed as the user typed it
 */
record PathFilter(String typed) {
    /** Matches everything. */
    static final PathFilter NONE = new PathFilter("");

    /**
     * The nodes that match.
     *
     * @param found what {@link #found} returned
     */
    static BitSet matches(PathTree tree, BitSet found) {
        BitSet matches = (BitSet) found.clone();
        for (int node = 1; node < tree.count(); node++) {
            if (matches.get(tree.parent(node))) {
                matches.set(node);
            }
        }
        return matches;
    }

    /** The nodes whose own name completes a match; the root, if everything matches. */
    BitSet found(PathTree tree) {
        List<byte[]> parts = Arrays.stream(typed.split("/", -1))
                .map(part -> lower(part.getBytes(StandardCharsets.UTF_8)))
                .toList();
        BitSet found = new BitSet(tree.count());
        if (typed.isEmpty()) {
            found.set(PathTree.ROOT);
            return found;
        }
        if (parts.size() == 1) {
            return tree.names().containing(parts.getFirst());
        }
        for (int node = 1; node < tree.count(); node++) {
            if (ends(tree, node, parts)) {
                found.set(node);
            }
        }
        return found;
    }

    /** Whether the last part is the beginning of this name, and the parts before are the ends of the path to it. */
    private static boolean ends(PathTree tree, int node, List<byte[]> parts) {
        if (!tree.names().startsWith(node, parts.getLast())) {
            return false;
        }
        int at = tree.parent(node);
        for (int part = parts.size() - 2; part > 0; part--) {
            if (at == PathTree.ROOT || !tree.names().is(at, parts.get(part))) {
                return false;
            }
            at = tree.parent(at);
        }
        return tree.names().endsWith(at, parts.getFirst());
    }

    private static byte[] lower(byte[] text) {
        byte[] lower = text.clone();
        for (int i = 0; i < lower.length; i++) {
            lower[i] = NamePool.lower(lower[i]);
        }
        return lower;
    }
}
