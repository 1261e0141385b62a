// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import io.github.imagesquash.packages.Ecosystem;
import io.github.imagesquash.packages.InstalledPackage;
import io.github.imagesquash.packages.PackageId;
import io.github.imagesquash.packages.Packages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An automatically chosen grouping, which depends only on what will be written, and the figures for the choice.
 *
 * @param taken the grouping with the fastest pulls
 * @param others those that it was compared with
 * @param bytes uncompressed size of the new layers, in bytes
 * @param packagedBytes the part of them in files of packages, without configuration
 * @param packages the number of these packages
 * @param ecosystems the kinds of packages, in their order
 */
public record AutoChoice(
        Candidate taken,
        List<Candidate> others,
        long bytes,
        long packagedBytes,
        int packages,
        List<Ecosystem> ecosystems) {
    /** Another grouping must save at least this part of the time, because layers are not free: 1 in 10. */
    private static final double WORTH_IT = 0.9;

    public AutoChoice {
        others = List.copyOf(others);
        ecosystems = List.copyOf(ecosystems);
    }

    /**
     * A grouping and how long pulls take with it, by {@link ExpectedPulls}.
     *
     * @param layers how many new layers it makes
     * @param first a pull by a machine that has none of them
     * @param next a pull of the next build by a machine that has them
     */
    public record Candidate(Grouping grouping, int layers, Duration first, Duration next) {
        /** Both pulls. */
        public Duration total() {
            return first.plus(next);
        }
    }

    /** The choice for units, of at most this number of layers. */
    static AutoChoice of(LayerUnits units, Packages all, int most) {
        ExpectedPulls pulls = new ExpectedPulls(all);
        List<Candidate> candidates = new ArrayList<>();
        candidates.add(pulls.whole(units.units()));
        if (most > 1) {
            int bySize = Math.min(most, Grouping.BySize.USUAL);
            pulls.of(new Grouping.BySize(bySize), SizeGrouping.usual(units, bySize))
                    .ifPresent(candidates::add);
            int byPackage = Math.min(most, Grouping.ByPackage.USUAL);
            pulls.of(new Grouping.ByPackage(byPackage), PackageGrouping.of(units, all, byPackage))
                    .ifPresent(candidates::add);
        }
        return choice(candidates, units.units(), all);
    }

    private static AutoChoice choice(List<Candidate> candidates, List<LayerUnit> units, Packages all) {
        Candidate taken = candidates.getFirst();
        for (Candidate other : candidates) {
            if (other.total().toMillis() <= WORTH_IT * taken.total().toMillis()) {
                taken = other;
            }
        }
        List<Candidate> others = new ArrayList<>(candidates);
        others.remove(taken);
        SortedSet<PackageId> ids = new TreeSet<>();
        SortedSet<Ecosystem> ecosystems = new TreeSet<>();
        long bytes = 0;
        long packaged = 0;
        for (LayerUnit unit : units) {
            bytes += unit.bytes();
            Optional<InstalledPackage> owner = PackageGrouping.owner(unit, all);
            if (owner.isPresent()) {
                packaged += unit.bytes();
                ids.add(owner.get().id());
                ecosystems.add(owner.get().id().ecosystem());
            }
        }
        return new AutoChoice(taken, others, bytes, packaged, ids.size(), List.copyOf(ecosystems));
    }
}
