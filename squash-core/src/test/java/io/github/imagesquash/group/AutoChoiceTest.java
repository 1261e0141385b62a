// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.group.AutoChoice.Rule;
import io.github.imagesquash.packages.Ecosystem;
import io.github.imagesquash.packages.InstalledPackage;
import io.github.imagesquash.packages.OwnedPath;
import io.github.imagesquash.packages.Ownership;
import io.github.imagesquash.packages.PackageId;
import io.github.imagesquash.packages.Packages;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What {@code --group-by auto} chooses. */
class AutoChoiceTest {
    private static final long MB = 1_000_000;

    private final SampleTree tree = new SampleTree();
    private final List<InstalledPackage> packages = new ArrayList<>();

    /** Packages of one file each. */
    private AutoChoiceTest packages(int count, long bytes, Ownership claim) {
        for (int i = 0; i < count; i++) {
            String path = "usr/p" + packages.size();
            tree.file(path, bytes);
            PackageId id = new PackageId(Ecosystem.DPKG, path, "1", "");
            ImagePath file = ImagePath.clean(path.getBytes(StandardCharsets.UTF_8));
            packages.add(new InstalledPackage(id, path, ImagePath.ROOT, 0, bytes, List.of(new OwnedPath(file, claim))));
        }
        return this;
    }

    private AutoChoiceTest files(int count, long bytes) {
        for (int i = 0; i < count; i++) {
            tree.file("srv/f" + i + "of" + bytes, bytes);
        }
        return this;
    }

    private AutoChoice choice() throws IOException {
        return AutoChoice.of(
                UnitCollector.of(SingleLayer.planned(TreeDelta.all(tree.tree()))), () -> new Packages(packages));
    }

    @Test
    @DisplayName("one layer below 32 MB, whatever is in it")
    void small() throws IOException {
        assertEquals(Rule.SMALL, packages(20, MB, Ownership.LISTED).choice().rule());
    }

    @Test
    @DisplayName("by package if at least half of the bytes belong to at least 16 packages")
    void mostlyPackages() throws IOException {
        AutoChoice choice =
                packages(16, 3 * MB, Ownership.LISTED).files(4, 10 * MB).choice();
        assertEquals(Rule.PACKAGES, choice.rule());
        assertEquals(16, choice.packages());
        assertEquals(List.of(Ecosystem.DPKG), choice.ecosystems());
        assertEquals(55, Math.round(100.0 * choice.packagedBytes() / choice.bytes()));
    }

    @Test
    @DisplayName("otherwise by size: too few packages, too little in them, or configuration alone")
    void otherwiseBySize() throws IOException {
        assertEquals(Rule.REST, packages(15, 10 * MB, Ownership.LISTED).choice().rule());
        assertEquals(
                Rule.REST,
                new AutoChoiceTest()
                        .files(40, 3 * MB)
                        .packages(20, 5 * MB, Ownership.LISTED)
                        .choice()
                        .rule());
        assertEquals(
                Rule.REST,
                new AutoChoiceTest()
                        .packages(20, 5 * MB, Ownership.CONFIGURATION)
                        .choice()
                        .rule());
    }

    @Test
    @DisplayName("one layer if a single file has nearly all, since nothing is left to be downloaded beside it")
    void oneFile() throws IOException {
        assertEquals(
                Rule.ONE_FILE, files(1, 200 * MB).files(9, MB / 10).choice().rule());
        assertEquals(Rule.REST, files(30, MB).choice().rule());
    }
}
