// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

import io.github.imagesquash.analyze.Fate;
import io.github.imagesquash.compare.FileType;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Name;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The entries of all layers in one tree. A node is a number: 0 is the root, and each directory has a lower number than what
 * is below it. A path in several layers has a node for each of them, except that a directory has only one. Values are in
 * arrays, because an image may have a million entries.
 */
final class PathTree {
    static final int ROOT = 0;

    private final int[] parents;
    private final NamePool names;
    private final FileType[] types;
    private final int[] layers;
    private final Fate[] fates;
    private final long[] bytes;
    private final long[] lost;
    private final long[] kept;
    private final List<LinkedFile> links;
    private final int[] childStarts;
    private final int[] children;
    private final long[] keptBelow;

    /**
     * A file with several names that a container sees.
     *
     * @param bytes size of its content, in bytes
     * @param carrier the name whose node counts the content
     * @param nodes all its names
     */
    record LinkedFile(long bytes, int carrier, int[] nodes) {}

    /** The tree of the first {@code count} values of each array. */
    PathTree(
            int count,
            int[] parents,
            NamePool names,
            FileType[] types,
            int[] layers,
            Fate[] fates,
            long[] bytes,
            long[] lost,
            long[] kept,
            List<LinkedFile> links) {
        this.parents = Arrays.copyOf(parents, count);
        this.names = names;
        this.types = Arrays.copyOf(types, count);
        this.layers = Arrays.copyOf(layers, count);
        this.fates = Arrays.copyOf(fates, count);
        this.bytes = Arrays.copyOf(bytes, count);
        this.lost = Arrays.copyOf(lost, count);
        this.kept = Arrays.copyOf(kept, count);
        this.links = List.copyOf(links);
        this.childStarts = childStarts(this.parents);
        this.children = children(this.parents, childStarts);
        this.keptBelow = this.kept.clone();
        for (int node = count - 1; node > ROOT; node--) {
            keptBelow[parents[node]] += keptBelow[node];
        }
    }

    /** The position of each node's first child in the list of children; one more for the end. */
    private static int[] childStarts(int[] parents) {
        int[] starts = new int[parents.length + 1];
        for (int node = 1; node < parents.length; node++) {
            starts[parents[node] + 1]++;
        }
        for (int node = 0; node < parents.length; node++) {
            starts[node + 1] += starts[node];
        }
        return starts;
    }

    private static int[] children(int[] parents, int[] starts) {
        int[] next = starts.clone();
        int[] children = new int[Math.max(0, parents.length - 1)];
        for (int node = 1; node < parents.length; node++) {
            children[next[parents[node]]++] = node;
        }
        return children;
    }

    /** The number of nodes. */
    int count() {
        return parents.length;
    }

    /** The directory of a node; that of the root is the root. */
    int parent(int node) {
        return parents[node];
    }

    /** Its children in no particular order. */
    int[] children(int node) {
        return Arrays.copyOfRange(children, childStarts[node], childStarts[node + 1]);
    }

    /** The names of all nodes. */
    NamePool names() {
        return names;
    }

    boolean isDirectory(int node) {
        return types[node] == FileType.DIRECTORY;
    }

    FileType type(int node) {
        return types[node];
    }

    /** The layer that contains it, 1 for the base; 0 for a directory that no layer describes. */
    int layer(int node) {
        return layers[node];
    }

    Fate fate(int node) {
        return fates[node];
    }

    /** Whether a container sees it. */
    boolean isVisible(int node) {
        return switch (fates[node]) {
            case Fate.Kept _, Fate.Dropped _ -> true;
            case Fate.Overwritten _, Fate.Deleted _, Fate.Hidden _ -> false;
        };
    }

    /** The content of this entry in its layer, in bytes. */
    long bytes(int node) {
        return bytes[node];
    }

    /** The part of it that no container sees, in bytes. */
    long lost(int node) {
        return lost[node];
    }

    /** The content that squash keeps because of it, in bytes; each content counts at one of its names. */
    long kept(int node) {
        return kept[node];
    }

    /** The same, with everything below it. */
    long keptBelow(int node) {
        return keptBelow[node];
    }

    /** The files with several names. */
    List<LinkedFile> links() {
        return links;
    }

    /** The path, built for each call. */
    ImagePath path(int node) {
        List<Name> path = new ArrayList<>();
        for (int at = node; at != ROOT; at = parents[at]) {
            path.addFirst(names.name(at));
        }
        return new ImagePath(path);
    }

    /** Whether {@code node} is {@code above} or below it. */
    boolean isWithin(int node, int above) {
        int at = node;
        while (at > above) {
            at = parents[at];
        }
        return at == above;
    }
}
