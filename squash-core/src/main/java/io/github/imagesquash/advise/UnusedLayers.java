// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import io.github.imagesquash.advise.Finding.Evidence;
import io.github.imagesquash.analyze.AnalysedLayer;
import java.util.Comparator;
import java.util.List;

/** What squashing gives back. */
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
                Math.max(lost, subject.reclaimableBytes()),
                evidence,
                List.of(
                        "squash -t NAME IMAGE",
                        "squash --keep-base BASE -t NAME IMAGE   # shares the base's layers with other images"));
        return CheckResult.of(
                Check.UNUSED_LAYERS,
                List.of(finding),
                "counted before compression, each content once, with headers and padding");
    }
}
