// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.packages.Ecosystem;
import io.github.imagesquash.packages.InstalledPackage;
import io.github.imagesquash.packages.OwnedPath;
import io.github.imagesquash.packages.Ownership;
import io.github.imagesquash.packages.PackageId;
import io.github.imagesquash.packages.Packages;
import io.github.imagesquash.tree.ImagePath;
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

    private AutoChoice choice(int most) {
        return AutoChoice.of(
                UnitCollector.of(SingleLayer.planned(TreeDelta.all(tree.tree()))), new Packages(packages), most);
    }

    private Grouping taken() {
        return choice(100).taken().grouping();
    }

    @Test
    @DisplayName("one layer if each further one takes longer than it saves")
    void small() {
        assertEquals(Grouping.ONE, packages(3, MB / 10, Ownership.LISTED).taken());
    }

    @Test
    @DisplayName("by package if the next build then needs only some of the layers")
    void mostlyPackages() {
        AutoChoice choice =
                packages(16, 3 * MB, Ownership.LISTED).files(4, 10 * MB).choice(100);
        assertEquals(new Grouping.ByPackage(32), choice.taken().grouping());
        assertEquals(16, choice.packages());
        assertEquals(List.of(Ecosystem.DPKG), choice.ecosystems());
        assertEquals(55, Math.round(100.0 * choice.packagedBytes() / choice.bytes()));
    }

    @Test
    @DisplayName("what was not taken is there with its figures: the next build needs all of it")
    void others() {
        AutoChoice choice = packages(50, 4 * MB, Ownership.LISTED).choice(100);
        assertEquals(
                List.of(Grouping.ONE, new Grouping.BySize(8)),
                choice.others().stream().map(AutoChoice.Candidate::grouping).toList());
        AutoChoice.Candidate one = choice.others().getFirst();
        assertEquals(one.first(), one.next());
        assertEquals(6.4 + 0.1 + 4, one.first().toMillis() / 1000.0, 0.02);
        assertTrue(choice.taken().next().toMillis() < 1500, choice::toString);
        assertTrue(choice.taken().total().compareTo(choice.others().get(1).total()) < 0, choice::toString);
    }

    @Test
    @DisplayName("by size if nothing is left to share, but layers are unpacked beside downloads")
    void otherwiseBySize() {
        assertEquals(new Grouping.BySize(8), files(40, 3 * MB).taken());
        assertEquals(
                new Grouping.BySize(8),
                new AutoChoiceTest()
                        .packages(20, 5 * MB, Ownership.CONFIGURATION)
                        .taken());
        assertEquals(
                new Grouping.BySize(8),
                new AutoChoiceTest()
                        .files(60, 10 * MB)
                        .packages(3, 5 * MB, Ownership.LISTED)
                        .taken());
    }

    @Test
    @DisplayName("one layer if a single file has nearly all, since nothing is left to be unpacked beside it")
    void oneFile() {
        assertEquals(Grouping.ONE, files(1, 200 * MB).files(9, MB / 10).taken());
    }

    @Test
    @DisplayName("no more layers than there is room for beside kept ones")
    void room() {
        packages(50, 4 * MB, Ownership.LISTED);
        assertEquals(new Grouping.ByPackage(5), choice(5).taken().grouping());
        assertEquals(Grouping.ONE, choice(1).taken().grouping());
        assertEquals(List.of(), choice(1).others());
    }
}
