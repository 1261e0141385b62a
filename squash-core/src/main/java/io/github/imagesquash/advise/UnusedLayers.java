// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import io.github.imagesquash.advise.Finding.Evidence;
import io.github.imagesquash.advise.Remedy.Command;
import io.github.imagesquash.advise.Remedy.Kind;
import io.github.imagesquash.analyze.AnalysedLayer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reports what squashing saves. */
final class UnusedLayers {
    private UnusedLayers() {}

    static CheckResult answer(CheckContext subject) {
        long lost = subject.analysis().lostBytes();
        int layers = subject.analysis().layers().size();
        if (lost == 0) {
            return CheckResult.of(
                    Check.UNUSED_LAYERS, List.of(), "a container sees all content of all " + layers + " layers");
        }
        List<Evidence> evidence = subject.analysis().layers().stream()
                .filter(layer -> layer.lostBytes() > 0)
                .sorted(Comparator.comparingLong(AnalysedLayer::lostBytes).reversed())
                .map(layer -> new Evidence(subject.shown(layer.number()), layer.lostBytes()))
                .toList();
        Finding finding = new Finding(
                "no container sees content that " + evidence.size() + " of " + layers + " layers carry",
                lost,
                evidence,
                remedies(subject));
        return CheckResult.of(
                Check.UNUSED_LAYERS,
                List.of(finding),
                "counted before compression, each content once, without headers and padding");
    }

    private static List<Remedy> remedies(CheckContext subject) {
        List<Remedy> remedies = new ArrayList<>();
        long all = subject.mergeSaves();
        remedies.add(merge(all));
        int own = subject.analysis().layers().size() - subject.baseLayers();
        long upper = Math.min(
                all, subject.ownLayers().mapToLong(AnalysedLayer::lostBytes).sum());
        if (subject.baseLayers() > 0 && own > 1 && upper > 0) {
            remedies.add(new Command(
                    Kind.MERGE_UPPER,
                    "keep the distribution's layers, which other images may share",
                    "merged-upper",
                    List.of("--from-layer", Integer.toString(own)),
                    upper));
        }
        return remedies;
    }

    /** A run that merges all layers. */
    static Command merge(long saves) {
        return new Command(Kind.MERGE, "merge the layers: no container sees this content", "merged", List.of(), saves);
    }
}
