// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

import io.github.imagesquash.purge.PackageRecord;
import io.github.imagesquash.slim.SlimDecision;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The packages of an image that stay and that go.
 *
 * @param kept the packages that stay, the largest first
 * @param dropped the packages that go, the largest first
 */
public record SlimSummary(List<SlimPackage> kept, List<SlimPackage> dropped) {
    private static final Comparator<SlimPackage> ORDER = Comparator.comparingLong(SlimPackage::bytes)
            .reversed()
            .thenComparing(SlimPackage::name)
            .thenComparing(SlimPackage::architecture);

    public SlimSummary {
        kept = List.copyOf(kept);
        dropped = List.copyOf(dropped);
    }

    /** The summary of a decision about all packages. */
    public static SlimSummary of(SlimDecision decision) {
        return new SlimSummary(sorted(decision.kept(), decision), sorted(decision.dropped(), decision));
    }

    /** The summary of a decision about some packages. */
    public static SlimSummary of(SlimDecision decision, List<PackageRecord> some) {
        Set<PackageRecord> meant = Set.copyOf(some);
        return new SlimSummary(
                sorted(decision.kept().stream().filter(meant::contains).toList(), decision),
                sorted(decision.dropped().stream().filter(meant::contains).toList(), decision));
    }

    private static List<SlimPackage> sorted(List<PackageRecord> some, SlimDecision decision) {
        return some.stream()
                .map(one -> SlimPackage.of(one, decision))
                .sorted(ORDER)
                .toList();
    }

    /** The packages that stay without some of their files, most bytes first. */
    public List<SlimPackage> reduced() {
        return kept.stream()
                .filter(one -> one.droppedFiles() > 0)
                .sorted(Comparator.comparingLong(SlimPackage::droppedBytes)
                        .reversed()
                        .thenComparing(ORDER))
                .toList();
    }

    /** The packages that only a guess keeps, the largest first; no directories. */
    public List<SlimPackage> guesses() {
        return kept.stream().filter(one -> one.isGuess() && !one.isDirectory()).toList();
    }

    /** Whether these are directories, since the image has no package database. */
    public boolean isOfDirectories() {
        return Stream.concat(kept.stream(), dropped.stream()).anyMatch(SlimPackage::isDirectory);
    }
}
