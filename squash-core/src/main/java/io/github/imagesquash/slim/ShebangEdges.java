// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import java.util.function.Consumer;

/** The interpreter in a script's first line (execve(2)), and the command that env(1) finds for it. */
final class ShebangEdges implements EdgeFinder {
    private final ImageLookup lookup;

    ShebangEdges(ImageLookup lookup) {
        this.lookup = lookup;
    }

    @Override
    public void find(ScannedFile file, Consumer<Edge> edges) {
        String line = file.shebang();
        if (!line.isEmpty()) {
            String program = line.split("\\s+")[0];
            lookup.file(program).forEach(path -> edges.accept(new Edge(path, Strength.PROVEN, "its interpreter")));
            if (program.endsWith("/env")) {
                String name = file.interpreter();
                lookup.command(name)
                        .forEach(path -> edges.accept(new Edge(path, Strength.PROVEN, "its interpreter " + name)));
            }
        }
    }
}
