// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.analyze;

import io.github.imagesquash.cli.text.ByteSizes;
import io.github.imagesquash.cli.text.Numbers;
import io.github.imagesquash.cli.text.TextTable;
import io.github.imagesquash.packages.InstalledPackage;
import io.github.imagesquash.packages.PackageSizes;
import io.github.imagesquash.packages.PackageSizes.EcosystemSize;
import io.github.imagesquash.packages.Packages;
import java.util.ArrayList;
import java.util.List;

/** An image's packages, for people: the number of each kind, and the largest ones. */
final class PackagesText {
    private PackagesText() {}

    /**
     * The tables.
     *
     * @param top the maximum number of listed packages
     */
    static List<TextTable> tables(Packages packages, int top) {
        TextTable kinds = new TextTable("size", "packages", "ecosystem");
        for (EcosystemSize kind : PackageSizes.byEcosystem(packages)) {
            kinds.add(
                    ByteSizes.text(kind.bytes()),
                    Numbers.count(kind.packages()),
                    kind.ecosystem().label());
        }
        List<TextTable> tables = new ArrayList<>(List.of(kinds));
        List<InstalledPackage> largest = PackageSizes.largest(packages, top);
        if (!largest.isEmpty()) {
            TextTable table = new TextTable("size", "files", "largest packages");
            largest.forEach(found -> table.add(
                    ByteSizes.text(found.contentBytes()),
                    Numbers.count(found.files().size()),
                    found.id().toString()));
            long more = kindsTotal(packages) - largest.size();
            if (more > 0) {
                table.add("", "", "and " + Numbers.count(more) + " more");
            }
            tables.add(table);
        }
        return tables;
    }

    private static long kindsTotal(Packages packages) {
        return PackageSizes.byEcosystem(packages).stream()
                .mapToLong(EcosystemSize::packages)
                .sum();
    }
}
