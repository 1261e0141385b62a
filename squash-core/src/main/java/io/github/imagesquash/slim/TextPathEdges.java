// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.packages.RawText;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The absolute paths in a text that exist: settings name programs and libraries. */
final class TextPathEdges implements EdgeFinder {
    /** At least two components: a name directly below the root is rarely a file. */
    private static final Pattern PATH = Pattern.compile("/(?<![\\w./~*}-]/)[\\w.+-]++(?:/[\\w.+@:-]++)++");

    private static final int MOST_PATHS = 10_000;

    private final ImageLookup lookup;

    TextPathEdges(ImageLookup lookup) {
        this.lookup = lookup;
    }

    @Override
    public void find(ScannedFile file, Consumer<Edge> edges) throws IOException {
        Strength strength = file.isStarted() || file.directory().startsWith("/etc") ? Strength.NAMED : Strength.GUESSED;
        Set<String> paths = new LinkedHashSet<>();
        Matcher path = PATH.matcher(file.text());
        while (paths.size() < MOST_PATHS && path.find()) {
            paths.add(path.group().replaceFirst("[.:]+$", ""));
        }
        for (String one : paths) {
            String shown = RawText.shown(one);
            lookup.named(one).forEach(found -> edges.accept(new Edge(found, strength, "contains the path " + shown)));
        }
    }
}
