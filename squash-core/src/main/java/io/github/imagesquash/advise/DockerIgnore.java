// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import io.github.imagesquash.advise.Finding.Evidence;
import io.github.imagesquash.analyze.AnalysedLayer;
import io.github.imagesquash.analyze.LayerEntry;
import io.github.imagesquash.compare.FileType;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Name;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What came in with the context of the build, and should not have. */
final class DockerIgnore {
    private static final Pattern DIRECTORY = Pattern.compile("\\.git|\\.svn|\\.hg|\\.github|\\.gitlab|\\.idea|\\.vscode"
            + "|node_modules|__pycache__|\\.venv|\\.tox|\\.pytest_cache|\\.mypy_cache|\\.gradle|\\.terraform"
            + "|tests?|__tests__|spec|coverage|\\.nyc_output|\\.aws|\\.ssh");
    private static final Pattern FILE = Pattern.compile("\\.DS_Store|\\.dockerignore|\\.npmrc"
            + "|\\.env(?:\\..+)?|Dockerfile(?:\\..+)?|(?:docker-)?compose(?:\\..+)?\\.ya?ml");

    private DockerIgnore() {}

    /** What one line of {@code .dockerignore} would have kept out. */
    private static final class Unwanted {
        private final String example;
        private long bytes;
        private long files;

        Unwanted(String example) {
            this.example = example;
        }

        void add(LayerEntry entry) {
            bytes += entry.bytes();
            files++;
        }

        Evidence evidence() {
            return new Evidence(example + (files > 1 ? ", " + files + " entries" : ""), bytes);
        }
    }

    static CheckResult answer(CheckContext subject) {
        TreeSet<Integer> copies = subject.ownLayers()
                .map(AnalysedLayer::number)
                .filter(layer ->
                        subject.step(layer).isCopy() && !subject.step(layer).copiesFromStage())
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, Unwanted> unwanted = new TreeMap<>();
        subject.analysis().entries().stream()
                .filter(entry -> copies.contains(entry.layer()))
                .forEach(entry -> topmost(entry)
                        .ifPresent(path -> unwanted.computeIfAbsent(
                                        pattern(path.last().toString()),
                                        first -> new Unwanted(path + " in " + subject.shown(entry.layer())))
                                .add(entry)));
        String note = copies.isEmpty()
                ? "the history has no COPY or ADD above the distribution's layers"
                : "looked at what " + copies.size() + " COPY or ADD brought in"
                        + (subject.inputs().dockerfile().isGiven()
                                ? ""
                                : "; without --dockerfile those from other stages are among them");
        return CheckResult.of(Check.DOCKERIGNORE, unwanted.isEmpty() ? List.of() : List.of(finding(unwanted)), note);
    }

    /** The uppermost of an entry's directories, or itself, that should not be there. */
    private static Optional<ImagePath> topmost(LayerEntry entry) {
        List<Name> names = entry.path().names();
        for (int i = 0; i < names.size(); i++) {
            boolean directory = i < names.size() - 1 || entry.type() == FileType.DIRECTORY;
            if ((directory ? DIRECTORY : FILE).matcher(names.get(i).toString()).matches()) {
                return Optional.of(new ImagePath(names.subList(0, i + 1)));
            }
        }
        return Optional.empty();
    }

    /** The line of {@code .dockerignore} that keeps out all of this kind. */
    private static String pattern(String name) {
        if (name.startsWith("Dockerfile")) {
            return "Dockerfile*";
        }
        if (name.startsWith(".env")) {
            return ".env*";
        }
        return name.contains("compose") ? "*compose*.y*ml" : name;
    }

    private static Finding finding(Map<String, Unwanted> unwanted) {
        List<String> remedies = unwanted.keySet().stream()
                .limit(Finding.MOST_EVIDENCE)
                .map(name -> ".dockerignore: **/" + name)
                .collect(Collectors.toList());
        remedies.add("squash "
                + unwanted.keySet().stream()
                        .limit(Finding.MOST_EVIDENCE)
                        .map(name -> "--exclude '**/" + name + "'")
                        .collect(Collectors.joining(" "))
                + " -t NAME IMAGE   # leave out what the application needs of these");
        return new Finding(
                "files came in with the build's context that mostly do not belong into an image",
                unwanted.values().stream().mapToLong(group -> group.bytes).sum(),
                unwanted.values().stream()
                        .map(Unwanted::evidence)
                        .sorted(Comparator.comparingLong(Evidence::bytes).reversed())
                        .toList(),
                remedies);
    }
}
