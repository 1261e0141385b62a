// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import io.github.imagesquash.advise.Finding.Evidence;
import io.github.imagesquash.advise.Remedy.Edit;
import io.github.imagesquash.advise.Remedy.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Checks the distribution of the image and its size. */
final class MinimalBase {
    /** A smaller distribution is fine; in bytes. */
    private static final long SMALL = 20_000_000;

    private static final Set<String> MINIMAL = Set.of("alpine", "wolfi", "chainguard", "busybox");

    private MinimalBase() {}

    static CheckResult answer(CheckContext subject) {
        List<Finding> findings = new ArrayList<>();
        int base = subject.baseLayers();
        boolean minimal =
                MINIMAL.contains(subject.os().id()) || subject.os().name().startsWith("Distroless");
        long bytes =
                IntStream.rangeClosed(1, base).mapToLong(subject::keptBytes).sum();
        if (base > 0 && !minimal && bytes >= SMALL) {
            findings.add(large(subject, base, bytes));
        }
        manuals(subject, findings);
        String note = base == 0
                ? "no layer has an os-release, so the distribution is unknown, if there is one"
                : name(subject) + ", which is in the base's " + (base == 1 ? "layer" : base + " layers");
        return CheckResult.of(Check.MINIMAL_BASE, findings, note).ifKnown(base > 0);
    }

    /** An os-release can be empty, or a link that leads nowhere. */
    private static String name(CheckContext subject) {
        String name = subject.os().name();
        return name.isEmpty() ? "a distribution without a name" : name;
    }

    private static Finding large(CheckContext subject, int base, long bytes) {
        List<Evidence> evidence = new ArrayList<>();
        IntStream.rangeClosed(1, base)
                .forEach(layer -> evidence.add(new Evidence(subject.shown(layer), subject.keptBytes(layer))));
        long rest = subject.ownLayers()
                .mapToLong(layer -> subject.keptBytes(layer.number()))
                .sum();
        evidence.add(new Evidence("all layers above", rest));
        return new Finding(
                name(subject) + " is no minimal distribution",
                bytes,
                evidence,
                Stream.concat(
                                Stream.of(Edit.of(
                                        Kind.SMALLER_BASE,
                                        subject.from()
                                                + "build on a smaller base, which has what the program needs: a -slim or"
                                                + " -alpine tag, a distroless image, or scratch for a static binary")),
                                subject.slimming().stream())
                        .toList());
    }

    private static void manuals(CheckContext subject, List<Finding> findings) {
        List<Evidence> evidence = new ArrayList<>();
        List<Remedy> remedies = new ArrayList<>();
        for (String set : List.of("docs", "locales")) {
            long bytes = Actions.bytes(subject.droppable(set));
            if (bytes > 0) {
                evidence.add(new Evidence(set, bytes));
                remedies.add(
                        Actions.drop(set, "leave out " + (set.equals("docs") ? "manuals" : "translations"), bytes));
            }
        }
        if (!evidence.isEmpty()) {
            findings.add(new Finding(
                    "manuals and translations are in the image",
                    evidence.stream().mapToLong(Evidence::bytes).sum(),
                    evidence,
                    remedies));
        }
    }
}
