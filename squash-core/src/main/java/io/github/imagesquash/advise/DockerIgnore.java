// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import io.github.imagesquash.advise.Finding.Evidence;
import io.github.imagesquash.advise.Remedy.Edit;
import io.github.imagesquash.advise.Remedy.Kind;
import io.github.imagesquash.analyze.AnalysedLayer;
import io.github.imagesquash.analyze.LayerEntry;
import io.github.imagesquash.compare.FileType;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Name;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds files that came in with the build's context by mistake. */
final class DockerIgnore {
    private DockerIgnore() {}

    /** The files that one line of {@code .dockerignore} would keep out. */
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
        Map<Integer, List<Name>> targets = new TreeMap<>();
        subject.ownLayers()
                .map(AnalysedLayer::number)
                .filter(layer ->
                        subject.step(layer).isCopy() && !subject.step(layer).copiesFromStage())
                .forEach(layer -> targets.put(layer, ContextNames.target(subject, layer)));
        Map<String, Unwanted> unwanted = new TreeMap<>();
        for (LayerEntry entry : subject.analysis().entries()) {
            Optional.ofNullable(targets.get(entry.layer()))
                    .flatMap(target -> topmost(entry, target))
                    .ifPresent(path -> unwanted.computeIfAbsent(
                                    ContextNames.pattern(path.last().toString()),
                                    first -> new Unwanted(path + " in " + subject.shown(entry.layer())))
                            .add(entry));
        }
        List<Finding> findings = new ArrayList<>();
        Predicate<String> useless = ContextNames.useless(subject.inputs().dockerfile());
        add(findings, unwanted, useless, "files came in with the build's context that no image needs", subject);
        add(
                findings,
                unwanted,
                useless.negate(),
                "files came in with the build's context; does the image need them?",
                subject);
        return CheckResult.of(Check.DOCKERIGNORE, findings, note(subject, targets.size()));
    }

    private static String note(CheckContext subject, int copies) {
        return copies == 0
                ? "the history has no COPY or ADD above the distribution's layers"
                : "looked at what " + copies + " COPY or ADD brought in"
                        + (subject.inputs().dockerfile().isGiven()
                                ? ""
                                : "; without --dockerfile those from other stages are among them, and lines for .dockerignore"
                                        + " cannot be given");
    }

    /** The uppermost of an entry's directories below the target, or itself, that should not be there. */
    private static Optional<ImagePath> topmost(LayerEntry entry, List<Name> target) {
        List<Name> names = entry.path().names();
        if (names.size() <= target.size() || !names.subList(0, target.size()).equals(target)) {
            return Optional.empty();
        }
        for (int i = target.size(); i < names.size(); i++) {
            boolean directory = i < names.size() - 1 || entry.type() == FileType.DIRECTORY;
            if (ContextNames.isUnwanted(names.get(i).toString(), directory)) {
                return Optional.of(new ImagePath(names.subList(0, i + 1)));
            }
        }
        return Optional.empty();
    }

    private static void add(
            List<Finding> findings,
            Map<String, Unwanted> unwanted,
            Predicate<String> chosen,
            String text,
            CheckContext subject) {
        Map<String, Unwanted> of = unwanted.entrySet().stream()
                .filter(each -> chosen.test(each.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
        long bytes = of.values().stream().mapToLong(group -> group.bytes).sum();
        if (of.isEmpty()) {
            return;
        }
        List<Remedy> remedies = new ArrayList<>();
        if (text.contains("no image") && subject.inputs().dockerfile().isGiven()) {
            remedies.add(new Edit(
                    Kind.IGNORE,
                    "in .dockerignore, if no build step reads them",
                    of.keySet().stream().map(name -> "**/" + name).toList(),
                    bytes));
        }
        long versions = Actions.bytes(subject.droppable("vcs"));
        if (of.containsKey(".git") && versions > 0) {
            remedies.add(Actions.drop("vcs", "leave out data of version control", versions));
        }
        findings.add(new Finding(
                text,
                bytes,
                of.values().stream()
                        .map(Unwanted::evidence)
                        .sorted(Comparator.comparingLong(Evidence::bytes).reversed())
                        .toList(),
                remedies));
    }
}
