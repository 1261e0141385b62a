// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.ReplayedTree;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The packages of an image, told as lines. */
final class FoundPackages {
    private final Packages packages;
    private final Warnings warnings;

    private FoundPackages(Packages packages, Warnings warnings) {
        this.packages = packages;
        this.warnings = warnings;
    }

    /** Of an image of these layers, base first. */
    static FoundPackages in(LayerBuilder... layers) throws IOException {
        try (ReplayedTree replayed = ReplayedTree.of(layers)) {
            Warnings warnings = new Warnings();
            return new FoundPackages(PackageDatabases.read(replayed.tree(), warnings), warnings);
        }
    }

    /** Asserts all packages: ecosystem, name, version, architecture where there is one. */
    FoundPackages are(String... lines) {
        assertLines(lines, packages.all().stream().map(FoundPackages::line).toList());
        return this;
    }

    /** Asserts what the first package of a name owns: path and claim. */
    FoundPackages owns(String name, String... lines) {
        assertLines(
                lines,
                find(name).files().stream()
                        .map(file -> file.path() + " " + file.claim().name().toLowerCase(Locale.ROOT))
                        .toList());
        return this;
    }

    /** Asserts what the database says of a package's size, and what its files hold, in bytes. */
    FoundPackages hasSizes(String name, long stated, long content) {
        assertEquals(
                stated + " stated, " + content + " found",
                find(name).statedBytes() + " stated, " + find(name).contentBytes() + " found");
        return this;
    }

    /** Asserts what a package was built from. */
    FoundPackages hasSource(String name, String source) {
        assertEquals(source, find(name).source());
        return this;
    }

    /** Asserts which package a path belongs to. */
    FoundPackages owner(String path, String name) {
        ImagePath cleaned = ImagePath.clean(path.getBytes(StandardCharsets.UTF_8));
        assertEquals(
                name,
                packages.ownerOf(cleaned)
                        .map(owner -> owner.owner().id().toString())
                        .orElse("nobody"));
        return this;
    }

    /** Asserts the warnings: how many files are no databases, and the first of them. */
    FoundPackages warns(int count, String first) {
        assertEquals(
                List.of(new Warnings.Tally(new Warning(Warning.Kind.PACKAGE_DATABASE, 1, first), count)),
                warnings.tallies());
        return this;
    }

    /** Asserts that so many files are no databases. */
    void warnsAtLeast(long count) {
        long found =
                warnings.tallies().stream().mapToLong(Warnings.Tally::count).sum();
        assertTrue(found >= count, () -> found + " warnings");
    }

    /** Asserts that nothing is odd. */
    FoundPackages warnsOfNothing() {
        assertEquals(List.of(), warnings.tallies());
        return this;
    }

    private InstalledPackage find(String name) {
        return packages.all().stream()
                .filter(installed -> installed.id().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no package " + name));
    }

    private static String line(InstalledPackage installed) {
        PackageId id = installed.id();
        return String.join(" ", id.ecosystem().label(), id.name(), id.version(), id.architecture())
                .stripTrailing();
    }

    private static void assertLines(String[] expected, List<String> found) {
        assertEquals(String.join("\n", expected), String.join("\n", found));
    }
}
