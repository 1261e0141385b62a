// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.tree.ImagePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The edges of files that were searched, so that a file of the application is read once: it is searched for whether it
 * needs anything, for packages, and for files. Memory is limited; files that do not fit are searched again.
 */
final class KnownEdges {
    /** Each takes about 100 bytes; an application of 1 GB has about 100,000. */
    private static final int MOST = 300_000;

    private final Map<ImagePath, List<Edge>> edges = new HashMap<>();
    private final Map<ImagePath, ImagePath> targets = new HashMap<>();
    private int count;

    /** The edges of a file, each target once; empty if the file has to be searched. */
    Optional<List<Edge>> of(ImagePath file) {
        return Optional.ofNullable(edges.get(file));
    }

    /** Remembers the edges of a file, of several with one target the strongest; returns these. */
    List<Edge> put(ImagePath file, List<Edge> found) {
        Map<ImagePath, Edge> strongest = new LinkedHashMap<>();
        for (Edge edge : found) {
            strongest.merge(edge.target(), edge, (a, b) -> a.strength().compareTo(b.strength()) <= 0 ? a : b);
        }
        List<Edge> all = new ArrayList<>(strongest.values());
        if (count + all.size() < MOST) {
            count += all.size() + 1;
            all.replaceAll(edge ->
                    new Edge(targets.computeIfAbsent(edge.target(), target -> target), edge.strength(), edge.how()));
            edges.put(file, List.copyOf(all));
        }
        return all;
    }
}
