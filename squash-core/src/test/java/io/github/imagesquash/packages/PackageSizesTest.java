// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.packages.PackageSizes.EcosystemSize;
import io.github.imagesquash.tree.ImagePath;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackageSizesTest {
    private static InstalledPackage installed(Ecosystem ecosystem, String name, long bytes) {
        PackageId id = new PackageId(ecosystem, name, "1", "");
        return new InstalledPackage(id, name, ImagePath.ROOT, 0, bytes, List.of());
    }

    private static final Packages PACKAGES = new Packages(List.of(
            installed(Ecosystem.NPM, "lodash", 300),
            installed(Ecosystem.DPKG, "tar", 300),
            installed(Ecosystem.DPKG, "gcc", 1000),
            installed(Ecosystem.DPKG, "empty", 0)));

    @Test
    void theLargestComeFirstAndOfEqualsTheFirstById() {
        assertEquals(List.of("gcc", "tar", "lodash"), names(10));
        assertEquals(List.of("gcc"), names(1));
    }

    private static List<String> names(int limit) {
        return PackageSizes.largest(PACKAGES, limit).stream()
                .map(found -> found.id().name())
                .toList();
    }

    @Test
    void eachEcosystemIsSummedUp() {
        assertEquals(
                List.of(new EcosystemSize(Ecosystem.DPKG, 3, 1300), new EcosystemSize(Ecosystem.NPM, 1, 300)),
                PackageSizes.byEcosystem(PACKAGES));
    }
}
