// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import io.github.imagesquash.analyze.LayerEntry;
import io.github.imagesquash.compare.FileType;
import io.github.imagesquash.dockerfile.Dockerfile;
import io.github.imagesquash.dockerfile.Instruction;
import io.github.imagesquash.dockerfile.Keyword;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Name;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Names that files of a build's context keep in the image: those below the target of a COPY. Only these say anything
 * about the context.
 */
final class ContextNames {
    private static final Pattern DIRECTORY = Pattern.compile("\\.git|\\.svn|\\.hg|\\.github|\\.gitlab|\\.idea|\\.vscode"
            + "|node_modules|__pycache__|\\.venv|\\.tox|\\.pytest_cache|\\.mypy_cache|\\.gradle|\\.terraform"
            + "|tests?|__tests__|spec|coverage|\\.nyc_output|\\.aws|\\.ssh");
    private static final Pattern FILE = Pattern.compile("\\.DS_Store|\\.dockerignore|\\.npmrc"
            + "|\\.env(?:\\..+)?|Dockerfile(?:\\..+)?|(?:docker-)?compose(?:\\..+)?\\.ya?ml");

    /**
     * Lines of {@code .dockerignore} for what no program reads when it runs, and the word of a command that reads it.
     */
    private static final Map<String, String> USELESS = Map.ofEntries(
            Map.entry(".git", "git"),
            Map.entry(".svn", "svn"),
            Map.entry(".hg", "hg"),
            Map.entry(".github", ".github"),
            Map.entry(".gitlab", ".gitlab"),
            Map.entry(".idea", ".idea"),
            Map.entry(".vscode", ".vscode"),
            Map.entry("__pycache__", "__pycache__"),
            Map.entry(".pytest_cache", ".pytest_cache"),
            Map.entry(".mypy_cache", ".mypy_cache"),
            Map.entry(".nyc_output", ".nyc_output"),
            Map.entry(".DS_Store", ".DS_Store"),
            Map.entry(".dockerignore", ".dockerignore"),
            Map.entry("Dockerfile*", "Dockerfile"));

    private static final Set<Keyword> READS_CONTEXT = Set.of(Keyword.RUN, Keyword.COPY, Keyword.ADD);

    private ContextNames() {}

    /** Whether an entry of a context with this name usually does not belong in an image. */
    static boolean isUnwanted(String name, boolean directory) {
        return (directory ? DIRECTORY : FILE).matcher(name).matches();
    }

    /** The line of {@code .dockerignore}, behind {@code **}{@code /}, that keeps out all of this kind. */
    static String pattern(String name) {
        if (name.startsWith("Dockerfile")) {
            return "Dockerfile*";
        }
        if (name.startsWith(".env")) {
            return ".env*";
        }
        return name.contains("compose") ? "*compose*.y*ml" : name;
    }

    /** Whether a pattern means what no program needs and no instruction of the file names. */
    static Predicate<String> useless(Dockerfile file) {
        return pattern -> USELESS.containsKey(pattern)
                && file.instructions().stream()
                        .filter(step ->
                                step.keyword().filter(READS_CONTEXT::contains).isPresent())
                        .noneMatch(step -> names(step, USELESS.getOrDefault(pattern, pattern)));
    }

    private static boolean names(Instruction step, String word) {
        return Pattern.compile("(?<!\\w)" + Pattern.quote(word) + "(?!\\w)")
                .matcher(step.arguments())
                .find();
    }

    /** The directory that a COPY filled: its target if that is absolute, otherwise one that all its files are below. */
    static List<Name> target(CheckContext subject, int layer) {
        List<String> words = subject.step(layer).words();
        String last = words.isEmpty() ? "" : words.getLast();
        if (last.startsWith("/") && !last.matches(".*[\"'\\\\$\\]].*")) {
            return ImagePath.clean(last.getBytes(StandardCharsets.UTF_8)).names();
        }
        return subject.analysis().entries().stream()
                .filter(entry -> entry.layer() == layer && entry.type() != FileType.DIRECTORY)
                .map(LayerEntry::directory)
                .map(ImagePath::names)
                .reduce(ContextNames::common)
                .orElse(List.of());
    }

    private static List<Name> common(List<Name> one, List<Name> other) {
        int length = 0;
        while (length < Math.min(one.size(), other.size()) && one.get(length).equals(other.get(length))) {
            length++;
        }
        return one.subList(0, length);
    }
}
