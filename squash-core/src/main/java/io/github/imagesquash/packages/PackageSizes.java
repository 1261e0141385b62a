// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The largest packages, by the contents of their files in the tree. A file that several packages list counts for each
 * of them.
 */
public final class PackageSizes {
    private PackageSizes() {}

    /**
     * All packages of a kind.
     *
     * @param ecosystem the kind
     * @param packages their number
     * @param bytes size of the contents of their files
     */
    public record EcosystemSize(Ecosystem ecosystem, long packages, long bytes) {}

    /** The packages with the largest contents, at most {@code limit}; of equal ones those with the first ID. */
    public static List<InstalledPackage> largest(Packages packages, int limit) {
        return packages.all().stream()
                .filter(installed -> installed.contentBytes() > 0)
                .sorted(Comparator.comparingLong(InstalledPackage::contentBytes).reversed())
                .limit(limit)
                .toList();
    }

    /** One for each ecosystem that has packages, in the order of the constants. */
    public static List<EcosystemSize> byEcosystem(Packages packages) {
        Map<Ecosystem, List<InstalledPackage>> kinds = packages.all().stream()
                .collect(Collectors.groupingBy(
                        installed -> installed.id().ecosystem(), TreeMap::new, Collectors.toList()));
        return kinds.entrySet().stream()
                .map(kind -> new EcosystemSize(
                        kind.getKey(),
                        kind.getValue().size(),
                        kind.getValue().stream()
                                .mapToLong(InstalledPackage::contentBytes)
                                .sum()))
                .toList();
    }
}
