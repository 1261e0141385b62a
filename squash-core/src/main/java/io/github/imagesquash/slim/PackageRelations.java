// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.purge.InstalledDependencies;
import io.github.imagesquash.purge.PackageRecord;
import io.github.imagesquash.purge.Requirement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/** Which packages depend on which, directly or through others. */
final class PackageRelations {
    /** The packages in all closures together; real images have a tenth of it. Further questions get a yes, since doubt keeps. */
    private static final int MOST = 1_000_000;

    private final Optional<InstalledDependencies> dependencies;
    private final Map<PackageRecord, Set<PackageRecord>> closures = new HashMap<>();
    private int found;

    /** @param dependencies empty if packages do not say what they depend on */
    PackageRelations(Optional<InstalledDependencies> dependencies) {
        this.dependencies = dependencies;
    }

    /** The packages that meet one of a package's requirements. */
    SequencedSet<PackageRecord> meeting(PackageRecord one, List<Requirement> alternatives) {
        return dependencies.map(known -> known.meeting(one, alternatives)).orElseGet(LinkedHashSet::new);
    }

    /** Whether a package depends on another, or may use it since that is essential; true if that is not known. */
    boolean mayNeed(PackageRecord one, PackageRecord other) {
        return dependencies.isEmpty() || other.essential() || closure(one).contains(other) || found >= MOST;
    }

    /** The package and all that it depends on. */
    private Set<PackageRecord> closure(PackageRecord one) {
        Set<PackageRecord> known = closures.get(one);
        if (known == null) {
            known = new HashSet<>(Set.of(one));
            Deque<PackageRecord> left = new ArrayDeque<>(known);
            while (!left.isEmpty() && found < MOST) {
                PackageRecord next = left.pop();
                found++;
                for (List<Requirement> alternatives : next.depends()) {
                    meeting(next, alternatives).stream().filter(known::add).forEach(left::push);
                }
            }
            closures.put(one, known);
        }
        return known;
    }
}
