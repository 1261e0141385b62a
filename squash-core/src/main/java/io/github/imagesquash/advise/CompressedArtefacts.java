// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import io.github.imagesquash.advise.Finding.Evidence;
import io.github.imagesquash.advise.Remedy.Command;
import io.github.imagesquash.advise.Remedy.Kind;
import io.github.imagesquash.analyze.AnalysedLayer;
import io.github.imagesquash.analyze.Duplicates;
import io.github.imagesquash.analyze.LayerEntry;
import io.github.imagesquash.blob.Compression;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Finds layers and files that could be compressed better, and files with equal content. */
final class CompressedArtefacts {
    /** Smaller files are not reported; in bytes. */
    private static final long LARGE = 1_000_000;

    private static final Pattern TEXT = Pattern.compile(
            "/.*\\.(?:csv|tsv|json|jsonl|ndjson|geojson|xml|sql|dump|log|txt|tar|bmp|wav|tiff?|svg|map)");

    private CompressedArtefacts() {}

    static CheckResult answer(CheckContext subject) {
        List<Finding> findings = new ArrayList<>();
        if (!subject.inEngine()) {
            stored(subject, Compression.NONE, "stored without compression", findings);
            stored(subject, Compression.GZIP, "stored with gzip, which zstd mostly beats", findings);
        }
        assets(subject, findings);
        duplicates(subject, findings);
        return CheckResult.of(
                Check.COMPRESSED_ARTEFACTS,
                findings,
                "looked at files from 1 MB on, and equal files from 256 KiB on; "
                        + (subject.inEngine()
                                ? "an engine compresses layers when it pushes them"
                                : "at the layers' compression too; what another one saves shows when it is done"));
    }

    private static void stored(CheckContext subject, Compression compression, String what, List<Finding> findings) {
        List<Evidence> layers = subject.analysis().layers().stream()
                .filter(layer ->
                        layer.compression() == compression && layer.content().bytes() > 0)
                .sorted(Comparator.comparingLong(AnalysedLayer::storedBytes).reversed())
                .map(layer -> new Evidence(subject.shown(layer.number()), layer.storedBytes()))
                .toList();
        if (!layers.isEmpty()) {
            findings.add(new Finding(
                    layers.size() + (layers.size() == 1 ? " layer is " : " layers are ") + what,
                    layers.stream().mapToLong(Evidence::bytes).sum(),
                    layers,
                    List.of(new Command(
                            Kind.COMPRESS,
                            "engines read it from Docker 23 and Podman 3 on",
                            "zstd",
                            List.of("-c", "zstd"),
                            0))));
        }
    }

    /** Files of packages are left out: who makes the image cannot change them. */
    private static void assets(CheckContext subject, List<Finding> findings) {
        List<Evidence> assets = subject.analysis().entries().stream()
                .filter(entry -> entry.keptBytes() >= LARGE
                        && entry.layer() > subject.baseLayers()
                        && TEXT.matcher(entry.path().toString()).matches()
                        && subject.packages().ownerOf(entry.path()).isEmpty())
                .sorted(Comparator.comparingLong(LayerEntry::keptBytes).reversed())
                .map(entry -> new Evidence(entry.path().toString(), entry.keptBytes()))
                .toList();
        if (!assets.isEmpty()) {
            findings.add(new Finding(
                    "large files are of kinds that compress well",
                    assets.stream().mapToLong(Evidence::bytes).sum(),
                    assets,
                    List.of()));
        }
    }

    private static void duplicates(CheckContext subject, List<Finding> findings) {
        Duplicates duplicates = subject.duplicates();
        if (!duplicates.groups().isEmpty()) {
            findings.add(new Finding(
                    "the same content is there several times",
                    duplicates.wastedBytes(),
                    duplicates.groups().stream()
                            .map(group -> new Evidence(
                                    group.paths().getFirst() + " and "
                                            + group.paths().get(1)
                                            + (group.paths().size() > 2
                                                    ? ", " + group.paths().size() + " in all"
                                                    : ""),
                                    group.wastedBytes()))
                            .toList(),
                    List.of()));
        }
    }
}
