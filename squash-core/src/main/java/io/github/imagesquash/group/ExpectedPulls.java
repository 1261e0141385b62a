// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import io.github.imagesquash.group.PullModel.Load;
import io.github.imagesquash.packages.Ecosystem;
import io.github.imagesquash.packages.InstalledPackage;
import io.github.imagesquash.packages.Packages;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How long pulls of layers take that are not written yet, by {@link PullModel} with usual figures, which are the same
 * for all images so that equal trees are divided alike. In the next build one of 50 packages is another one, and so are
 * all files of no package. A layer by packages changes if one of its packages does, any other layer always: boundaries
 * between layers by size move.
 */
final class ExpectedPulls {
    private static final PullModel MODEL = new PullModel(12_500_000, PullModel.USUAL_STREAMS);

    /** Stored bytes for each byte of a tar. */
    private static final double COMPRESSED = 0.4;

    private static final double UPDATED = 1.0 / 50;

    private final Packages packages;

    ExpectedPulls(Packages packages) {
        this.packages = packages;
    }

    /** Packages of one source are released together. */
    private record Release(Ecosystem ecosystem, String source) {}

    /** One layer. */
    AutoChoice.Candidate whole(List<LayerUnit> units) {
        return candidate(Grouping.ONE, List.of(units));
    }

    /** A grouping; empty if it does not make several layers. */
    Optional<AutoChoice.Candidate> of(Grouping grouping, List<LayerGroup> groups) {
        return groups.size() > 1
                ? Optional.of(candidate(
                        grouping, groups.stream().map(LayerGroup::units).toList()))
                : Optional.empty();
    }

    private AutoChoice.Candidate candidate(Grouping grouping, List<List<LayerUnit>> groups) {
        List<Load> first = groups.stream().map(group -> load(bytes(group))).toList();
        boolean lasting = grouping instanceof Grouping.ByPackage;
        double layers = 0;
        double bytes = 0;
        for (List<LayerUnit> group : groups) {
            double changes = lasting ? changes(group) : 1;
            layers += changes;
            bytes += changes * bytes(group);
        }
        int count = (int) Math.ceil(layers);
        List<Load> next = lasting ? Collections.nCopies(count, load(bytes / count)) : first;
        return new AutoChoice.Candidate(grouping, groups.size(), MODEL.time(first), MODEL.time(next));
    }

    private static Load load(double tarBytes) {
        return new Load((long) (COMPRESSED * tarBytes), (long) tarBytes);
    }

    private static long bytes(List<LayerUnit> group) {
        return group.stream().mapToLong(LayerUnit::bytes).sum();
    }

    /** How likely it is that a layer of packages changes. */
    private double changes(List<LayerUnit> group) {
        Set<Release> releases = new HashSet<>();
        for (LayerUnit unit : group) {
            Optional<InstalledPackage> owner = PackageGrouping.owner(unit, packages);
            if (owner.isEmpty()) {
                return 1;
            }
            releases.add(new Release(owner.get().id().ecosystem(), owner.get().source()));
        }
        double same = 1;
        for (int i = 0; i < releases.size(); i++) {
            same *= 1 - UPDATED;
        }
        return 1 - same;
    }
}
