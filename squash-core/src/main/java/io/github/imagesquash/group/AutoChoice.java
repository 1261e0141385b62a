// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import io.github.imagesquash.packages.Ecosystem;
import io.github.imagesquash.packages.InstalledPackage;
import io.github.imagesquash.packages.PackageId;
import io.github.imagesquash.packages.Packages;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An automatically chosen grouping, which depends only on what will be written, and the figures for the choice.
 *
 * @param rule the first rule that applied
 * @param bytes uncompressed size of the new layers, in bytes
 * @param packagedBytes the part of them in files of packages, without configuration
 * @param packages the number of these packages; 0, like the previous figure, if it was not needed
 * @param ecosystems the kinds of packages, in their order
 */
public record AutoChoice(Rule rule, long bytes, long packagedBytes, int packages, List<Ecosystem> ecosystems) {
    private static final long SMALL = 32_000_000;
    private static final int FEW_PACKAGES = 16;

    /**
     * The rules, in the order in which they are tried. Only a division by packages is likely to be the same for the
     * next image, so it comes before layers that are merely downloaded in parallel.
     */
    public enum Rule {
        /** Several requests would take longer than they save. */
        SMALL(Grouping.ONE, "one layer below 32 MB"),
        /** Updates of packages leave the layers of others unchanged. */
        PACKAGES(
                new Grouping.ByPackage(Grouping.ByPackage.USUAL),
                "by package if at least half of the bytes belong to at least 16 packages"),
        /** Several layers do not help if nearly everything is in one of them. */
        ONE_FILE(Grouping.ONE, "one layer if a single file has nearly all"),
        /** Layers are downloaded in parallel. */
        REST(new Grouping.BySize(Grouping.BySize.USUAL), "otherwise by size");

        private final Grouping grouping;
        private final String when;

        Rule(Grouping grouping, String when) {
            this.grouping = grouping;
            this.when = when;
        }

        /** The grouping that it leads to. */
        public Grouping grouping() {
            return grouping;
        }

        /** The rule in words, for people. */
        public String when() {
            return when;
        }
    }

    public AutoChoice {
        ecosystems = List.copyOf(ecosystems);
    }

    /** Reads an image's package databases, which takes a while. */
    @FunctionalInterface
    interface Databases {
        Packages packages() throws IOException;
    }

    /** The choice for units. */
    static AutoChoice of(LayerUnits units, Databases databases) throws IOException {
        long bytes = units.units().stream().mapToLong(LayerUnit::bytes).sum();
        if (bytes < SMALL) {
            return new AutoChoice(Rule.SMALL, bytes, 0, 0, List.of());
        }
        Packages all = databases.packages();
        SortedSet<PackageId> ids = new TreeSet<>();
        SortedSet<Ecosystem> ecosystems = new TreeSet<>();
        long packaged = 0;
        for (LayerUnit unit : units.units()) {
            Optional<InstalledPackage> owner = PackageGrouping.owner(unit, all);
            if (owner.isPresent()) {
                packaged += unit.bytes();
                ids.add(owner.get().id());
                ecosystems.add(owner.get().id().ecosystem());
            }
        }
        return new AutoChoice(
                rule(units, bytes, packaged, ids.size()), bytes, packaged, ids.size(), List.copyOf(ecosystems));
    }

    private static Rule rule(LayerUnits units, long bytes, long packaged, int packages) {
        if (packages >= FEW_PACKAGES && 2 * packaged >= bytes) {
            return Rule.PACKAGES;
        }
        boolean divisible = SizeGrouping.usual(units, Grouping.BySize.USUAL).size() > 1;
        return divisible ? Rule.REST : Rule.ONE_FILE;
    }
}
