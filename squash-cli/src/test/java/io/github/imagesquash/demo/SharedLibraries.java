// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What the dynamic loader opens when it starts programs of this machine, as {@code ldd} says. */
final class SharedLibraries {
    private static final Path LDD = Path.of("/usr/bin/ldd");
    private static final Pattern LOADED = Pattern.compile("(/\\S+) \\(0x");

    private SharedLibraries() {}

    /**
     * Paths of the loader and of all libraries, as the programs look for them: they may lead through symbolic links.
     * Empty where there is no {@code ldd}, as on macOS.
     */
    static SortedSet<Path> of(Collection<Path> programs) {
        SortedSet<Path> libraries = new TreeSet<>();
        if (Files.isExecutable(LDD)) {
            for (Path program : programs) {
                LOADED.matcher(ldd(program))
                        .results()
                        .map((MatchResult match) -> Path.of(match.group(1)))
                        .forEach(libraries::add);
            }
        }
        return libraries;
    }

    /** What {@code ldd} prints, which for a static program is nothing of interest. */
    private static String ldd(Path program) {
        try {
            Process ldd = new ProcessBuilder(LDD.toString(), program.toString())
                    .redirectErrorStream(true)
                    .start();
            return new String(ldd.getInputStream().readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
