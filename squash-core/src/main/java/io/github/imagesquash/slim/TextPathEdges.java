// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.packages.RawText;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/** The absolute paths in a text that exist: settings name programs and libraries. */
final class TextPathEdges implements EdgeFinder {
    private static final int MOST_PATHS = 10_000;

    private final ImageLookup lookup;

    TextPathEdges(ImageLookup lookup) {
        this.lookup = lookup;
    }

    @Override
    public void find(ScannedFile file, Consumer<Edge> edges) throws IOException {
        Strength strength = file.isStarted() || file.directory().startsWith("/etc") ? Strength.NAMED : Strength.GUESSED;
        Set<String> paths = new LinkedHashSet<>();
        PathScan.addTo(paths, file.text(), MOST_PATHS);
        for (String one : paths) {
            String shown = RawText.shown(one);
            lookup.named(one).forEach(found -> edges.accept(new Edge(found, strength, "contains the path " + shown)));
        }
    }
}
