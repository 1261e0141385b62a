// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.packages.Ecosystem;
import io.github.imagesquash.packages.InstalledPackage;
import io.github.imagesquash.packages.Ownership;
import io.github.imagesquash.packages.Packages;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Layers of packages, so that an update of some leaves the layers of the others unchanged. A package's layer depends
 * only on its ecosystem and the name of its source, never on sizes or on other packages. Those of a distribution come
 * first, because they are the base; then those of languages; last the files of no package, which change most.
 */
final class PackageGrouping {
    private static final String REST = "everything else";

    /** One in this many of the packages' layers is for languages. */
    private static final int SHARE_OF_LANGUAGES = 4;

    private static final int HASH_DIGITS = 15;
    private static final int HEXADECIMAL = 16;

    private final Packages packages;
    private final int layers;

    private PackageGrouping(Packages packages, int layers) {
        this.packages = packages;
        this.layers = layers;
    }

    /**
     * The groups, without empty ones.
     *
     * @param mostLayers at least 2, one of which is for files of no package
     */
    static List<LayerGroup> of(LayerUnits tree, Packages packages, int mostLayers) {
        return new PackageGrouping(packages, mostLayers - 1).groups(tree.units());
    }

    private List<LayerGroup> groups(List<LayerUnit> units) {
        Map<Integer, Filling> fillings = new TreeMap<>();
        List<LayerUnit> rest = new ArrayList<>();
        for (LayerUnit unit : units) {
            Optional<InstalledPackage> owner = owner(unit, packages);
            owner.ifPresentOrElse(
                    found -> fillings.computeIfAbsent(layerOf(found), _ -> new Filling())
                            .add(unit, found),
                    () -> rest.add(unit));
        }
        List<LayerGroup> groups =
                new ArrayList<>(fillings.values().stream().map(Filling::group).toList());
        if (!rest.isEmpty()) {
            groups.add(new LayerGroup(REST, rest));
        }
        return groups;
    }

    /** Configuration counts as belonging to no package, because the administrator may change it. */
    static Optional<InstalledPackage> owner(LayerUnit unit, Packages packages) {
        return packages.ownerOf(unit.path())
                .filter(owner -> owner.claim() != Ownership.CONFIGURATION)
                .map(Packages.Owner::owner);
    }

    /** Packages of one source have the same layer, because they are released together. */
    private int layerOf(InstalledPackage owner) {
        Ecosystem ecosystem = owner.id().ecosystem();
        int ofLanguages = layers == 1 ? 0 : Math.max(1, layers / SHARE_OF_LANGUAGES);
        int ofDistributions = layers - ofLanguages;
        long hash = hash(ecosystem.label() + ":" + owner.source());
        return isDistribution(ecosystem) || ofLanguages == 0
                ? (int) (hash % ofDistributions)
                : ofDistributions + (int) (hash % ofLanguages);
    }

    private static boolean isDistribution(Ecosystem ecosystem) {
        return switch (ecosystem) {
            case DPKG, APK, RPM -> true;
            case PIP, NPM, JAR, GEM -> false;
        };
    }

    /** The same on every machine and in every release; not negative. */
    private static long hash(String text) {
        String hex = Digest.sha256Of(text.getBytes(StandardCharsets.UTF_8)).hex();
        return Long.parseLong(hex.substring(0, HASH_DIGITS), HEXADECIMAL);
    }

    /** The present content of a layer. */
    private static final class Filling {
        private final List<LayerUnit> units = new ArrayList<>();
        private final TreeSet<InstalledPackage> owners =
                new TreeSet<>(Comparator.comparing(InstalledPackage::id).thenComparing(InstalledPackage::database));

        void add(LayerUnit unit, InstalledPackage owner) {
            units.add(unit);
            owners.add(owner);
        }

        LayerGroup group() {
            String first = owners.first().id().name();
            String name = owners.size() == 1
                    ? "1 package: " + first
                    : owners.size() + " packages: " + first + " … "
                            + owners.last().id().name();
            return new LayerGroup(name, units);
        }
    }
}
