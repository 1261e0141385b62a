// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import io.github.imagesquash.advise.Finding.Evidence;
import io.github.imagesquash.dockerfile.Instruction;
import io.github.imagesquash.dockerfile.Keyword;
import io.github.imagesquash.filter.Removal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Which distribution the image stands on, and what that takes. */
final class MinimalBase {
    /** A distribution that takes less is not worth another, in bytes. */
    private static final long SMALL = 20_000_000;

    private static final Set<String> MINIMAL = Set.of("alpine", "wolfi", "chainguard", "busybox");
    /** Images that also come as {@code -slim}. */
    private static final Set<String> HAVE_SLIM =
            Set.of("debian", "haskell", "node", "openjdk", "perl", "python", "ruby", "rust");

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
                : subject.os().name() + ", which is in the base's " + (base == 1 ? "layer" : base + " layers");
        return CheckResult.of(Check.MINIMAL_BASE, findings, note).ifKnown(base > 0);
    }

    private static Finding large(CheckContext subject, int base, long bytes) {
        List<Evidence> evidence = new ArrayList<>();
        IntStream.rangeClosed(1, base)
                .forEach(layer -> evidence.add(new Evidence(subject.shown(layer), subject.keptBytes(layer))));
        long rest = subject.ownLayers()
                .mapToLong(layer -> subject.keptBytes(layer.number()))
                .sum();
        evidence.add(new Evidence("all layers above", rest));
        List<String> remedies = new ArrayList<>();
        subject.inputs().dockerfile().lastStage().stream()
                .filter(step -> step.is(Keyword.FROM))
                .forEach(from -> remedies.add(from.shown() + slim(from)));
        remedies.add(
                "build on a smaller base: the same image's -slim or -alpine tag, a distroless image, or scratch for a"
                        + " static binary");
        remedies.add(
                "squash --only PATH -t NAME IMAGE   # nothing but PATH and what it needs; libraries are named too");
        return new Finding(subject.os().name() + " is no minimal distribution", bytes, evidence, remedies);
    }

    private static String slim(Instruction from) {
        String image = from.words().stream().findFirst().orElse("");
        String name = image.substring(image.lastIndexOf('/') + 1);
        String[] parts = name.split(":", 2);
        boolean plain = !name.contains("slim") && !name.contains("alpine") && !name.contains("@");
        return plain && parts.length == 2 && HAVE_SLIM.contains(parts[0])
                ? "  →  FROM " + image + (parts[1].equals("latest") ? "" : "-slim") + ", if such a tag is there"
                : "  →  FROM a smaller image";
    }

    private static void manuals(CheckContext subject, List<Finding> findings) {
        List<Evidence> evidence = List.of("docs", "locales").stream()
                .map(set -> new Evidence(
                        "--drop " + set,
                        subject.droppable().getOrDefault(set, List.of()).stream()
                                .mapToLong(Removal::bytes)
                                .sum()))
                .filter(set -> set.bytes() > 0)
                .toList();
        if (!evidence.isEmpty()) {
            findings.add(new Finding(
                    "manuals and translations are in the image",
                    evidence.stream().mapToLong(Evidence::bytes).sum(),
                    evidence,
                    List.of("squash --drop docs,locales -t NAME IMAGE")));
        }
    }
}
