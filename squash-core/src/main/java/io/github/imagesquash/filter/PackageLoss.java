// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.packages.Ecosystem;
import io.github.imagesquash.packages.InstalledPackage;
import io.github.imagesquash.packages.OwnedPath;
import io.github.imagesquash.packages.Ownership;
import io.github.imagesquash.packages.Packages;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Files that packages of one ecosystem have lost, and whose absence its own verification reports.
 *
 * @param ecosystem the ecosystem
 * @param packages the number of packages that lost files
 * @param files the number of files
 * @param first one of the files
 * @param owner the package that it belongs to
 */
public record PackageLoss(Ecosystem ecosystem, long packages, long files, ImagePath first, String owner) {
    /** The files that packages owned and that are no longer in the tree. */
    static List<PackageLoss> of(Packages before, FileTree tree) {
        Map<Ecosystem, PackageLoss> losses = new EnumMap<>(Ecosystem.class);
        for (InstalledPackage owner : before.all()) {
            List<OwnedPath> lost = owner.files().stream()
                    .filter(file -> file.claim() != Ownership.LISTED)
                    .filter(file -> tree.lookUp(file.path()).isEmpty())
                    .toList();
            if (!lost.isEmpty()) {
                Ecosystem ecosystem = owner.id().ecosystem();
                PackageLoss loss = new PackageLoss(
                        ecosystem,
                        1,
                        lost.size(),
                        lost.getFirst().path(),
                        owner.id().name());
                losses.merge(ecosystem, loss, PackageLoss::plus);
            }
        }
        return new ArrayList<>(losses.values());
    }

    private PackageLoss plus(PackageLoss more) {
        return new PackageLoss(ecosystem, packages + more.packages, files + more.files, first, owner);
    }

    /** The command that reports it. */
    public String verification() {
        return switch (ecosystem) {
            case DPKG -> "dpkg --verify";
            case APK -> "apk audit --system";
            case RPM -> "rpm --verify --all";
            case PIP, NPM, JAR, GEM -> ecosystem.label();
        };
    }
}
