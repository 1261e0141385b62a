// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.filter.PathWords;
import io.github.imagesquash.filter.ShellVariables;
import io.github.imagesquash.packages.RawText;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The commands and paths among the words of a shell script. Words of a script that nothing starts count only if it can
 * be executed, and are guesses.
 */
final class ShellEdges implements EdgeFinder {
    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "ash", "ksh", "zsh", "busybox");

    private final ImageLookup lookup;
    private final ShellVariables variables;

    /** @param variables the environment of the image */
    ShellEdges(ImageLookup lookup, ShellVariables variables) {
        this.lookup = lookup;
        this.variables = variables;
    }

    @Override
    public void find(ScannedFile file, Consumer<Edge> edges) throws IOException {
        boolean script = SHELLS.contains(file.interpreter())
                || file.isStarted() && file.shebang().isEmpty() && file.name().endsWith(".sh");
        if (!script || !file.isStarted() && !file.isExecutable()) {
            return;
        }
        Strength strength = file.isStarted() ? Strength.NAMED : Strength.GUESSED;
        ShellVariables here = variables.and();
        Set<String> seen = new LinkedHashSet<>();
        for (String line : (Iterable<String>) file.text().lines().map(String::strip)::iterator) {
            if (!line.startsWith("#")) {
                here.assignedIn(line, file.directory());
                String expanded = here.expand(ShellVariables.withDirectories(line, file.directory()));
                seen.addAll(PathWords.of(expanded));
            }
        }
        for (String word : seen) {
            add(word, file, strength, edges);
        }
    }

    private void add(String word, ScannedFile file, Strength strength, Consumer<Edge> edges) {
        List<ImagePath> found = word.startsWith("/")
                ? lookup.named(word)
                : word.contains("/") ? lookup.named(file.directory() + "/" + word) : lookup.command(word);
        String shown = RawText.shown(word);
        found.forEach(path -> edges.accept(new Edge(path, strength, "contains the word " + shown)));
    }
}
