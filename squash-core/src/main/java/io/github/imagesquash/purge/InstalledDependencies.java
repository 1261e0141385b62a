// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.purge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/** Finds the installed packages that meet a requirement, by their names and by what they provide. */
public final class InstalledDependencies {
    /** No name is provided by more packages that are installed together. */
    private static final int MOST_OFFERS = 100;

    private final Comparator<String> versions;
    private final Map<String, List<Offer>> offers = new HashMap<>();

    /** A package, and the version under which it offers a name. */
    private record Offer(PackageRecord installed, Optional<String> version) {}

    /** @param versions the package manager's order of versions */
    InstalledDependencies(List<PackageRecord> packages, Comparator<String> versions) {
        this.versions = versions;
        for (PackageRecord installed : packages) {
            add(installed.name(), new Offer(installed, Optional.of(installed.version())));
        }
        for (PackageRecord installed : packages) {
            for (Provision provided : installed.provides()) {
                add(provided.name(), new Offer(installed, provided.version()));
            }
        }
    }

    private void add(String name, Offer offer) {
        offers.computeIfAbsent(name, _ -> new ArrayList<>()).add(offer);
    }

    /**
     * The packages that meet one of a package's requirements.
     *
     * @param alternatives the preferred one first
     * @return the packages in the order of the alternatives; of one alternative, the package of that name before those
     *     that provide it. Empty if the image does not meet the requirement
     */
    public SequencedSet<PackageRecord> meeting(PackageRecord needing, List<Requirement> alternatives) {
        SequencedSet<PackageRecord> found = new LinkedHashSet<>();
        for (Requirement alternative : alternatives) {
            List<Offer> all = offers.getOrDefault(alternative.name(), List.of());
            for (Offer offer : all.subList(0, Math.min(all.size(), MOST_OFFERS))) {
                if (offer.installed().serves(needing, alternative) && accepts(alternative, offer.version())) {
                    found.add(offer.installed());
                }
            }
        }
        return found;
    }

    private boolean accepts(Requirement requirement, Optional<String> version) {
        return requirement.bound().isEmpty()
                || version.isPresent() && requirement.bound().get().accepts(version.get(), versions);
    }
}
