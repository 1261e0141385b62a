// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.analyze.ImageAnalysis;
import io.github.imagesquash.analyze.LayerEntry;
import io.github.imagesquash.compare.FileType;
import io.github.imagesquash.fixture.Analysing;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.report.AnalysisReport;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What an analysis says will be left is what squash leaves. */
class AnalysisOfRandomImagesTest {
    private static final Seeds SEEDS = Seeds.orElse(250);

    @Test
    @DisplayName("the entries that are kept are those of the squashed image, and so are their bytes")
    void keptIsWhatSquashWrites() {
        SEEDS.stream().mapToObj(RandomImage::agreed).forEach(image -> {
            Squashed squashed = Squashed.of(image);
            AnalysisReport before = Analysing.report(
                    ArchiveDialect.DOCKER_LEGACY.members(image.builder("app:1")).toBytes());
            ImageAnalysis after = Analysing.report(squashed.archive()).analysis();
            String seed = "seed " + image.seed();
            assertEquals(squashed.layer().length, before.squashedBytes(), seed);
            assertEquals(
                    after.contentBytes(),
                    before.analysis().contentBytes() - before.analysis().lostBytes(),
                    seed);
            assertEquals(0, after.lostBytes(), seed);
            assertEquals(visible(after), visible(before.analysis()), seed);
        });
    }

    /** Without directories: those that no tar mentions are squash's own entries. */
    private static Set<String> visible(ImageAnalysis analysis) {
        return analysis.entries().stream()
                .filter(entry -> entry.isVisible() && entry.type() != FileType.DIRECTORY)
                .map(LayerEntry::path)
                .map(Object::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
