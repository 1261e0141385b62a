// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.PackageFlow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the packages to their order: data flows one way, and so do imports. ARCHITECTURE.md has the picture. */
class PackageFlowTest {
    private static final String SPDX = "// SPDX-License-Identifier: Apache-2.0";
    private static final int MOST_PACKAGES = 40;
    private static final int MOST_FLOORS = 18;
    private static final int MOST_LINES = 250;

    /** A package may import those before it; the base package, last, all of them. */
    private static final PackageFlow FLOW = new PackageFlow(
            "io.github.imagesquash",
            List.of(
                    "message",
                    "program",
                    "yaml",
                    "glob",
                    "dockerfile",
                    "oci",
                    "edit",
                    "blob",
                    "registry",
                    "tar",
                    "chunked",
                    "engine",
                    "image",
                    "read",
                    "tree",
                    "replay",
                    "compare",
                    "rebase",
                    "verify",
                    "packages",
                    "files",
                    "filter",
                    "purge",
                    "slim",
                    "secrets",
                    "group",
                    "analyze",
                    "advise",
                    "write",
                    "report",
                    "html",
                    "request",
                    "source",
                    "base",
                    "sink",
                    "plan",
                    "fleet",
                    ""));

    /** What the base package holds: the facades, one for each thing that the library does. */
    private static final Set<String> FACADES = Set.of(
            "Squash",
            "Rebase",
            "Analysis",
            "ImageAdvice",
            "ImageDiff",
            "ImageListing",
            "ImageContents",
            "ImageExport",
            "Fleet",
            "ImageSlimming");

    @Test
    void everyPackageHasItsPlaceInTheOrder() throws IOException {
        assertEquals(new TreeSet<>(FLOW.floors().keySet()), FLOW.packages());
    }

    @Test
    void everyPackageSaysWhatItIs() throws IOException {
        assertEquals(List.of(), FLOW.undescribed());
    }

    @Test
    void noPackageUsesOneAfterIt() throws IOException {
        assertEquals(List.of(), FLOW.backwardUses());
    }

    @Test
    void theHouseStaysSmall() throws IOException {
        System.out.println(FLOW.summary());
        assertTrue(FLOW.packages().size() <= MOST_PACKAGES, FLOW.packages()::toString);
        assertTrue(FLOW.floors().values().stream().allMatch(floor -> floor < MOST_FLOORS), FLOW.floors()::toString);
        assertEquals(List.of(), FLOW.longerThan(MOST_LINES));
    }

    @Test
    void noTwoClassesHaveTheSameSimpleName() throws IOException {
        assertEquals(List.of(), FLOW.namesakes());
    }

    @Test
    void theBasePackageHoldsTheFacadesAlone() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/java/io/github/imagesquash"))) {
            Set<String> classes = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java") && !name.contains("-info"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
            assertEquals(new TreeSet<>(FACADES), new TreeSet<>(classes));
        }
    }

    @Test
    void aUseOfALaterPackageIsSeen() {
        assertEquals(
                List.of("tar uses read: tar/TarReader.java"),
                FLOW.backwardUses("tar/TarReader.java", "import static io.github.imagesquash.read.ImageSelector.ANY;")
                        .toList());
        assertEquals(
                List.of("tar uses : tar/TarReader.java"),
                FLOW.backwardUses("tar/TarReader.java", "import io.github.imagesquash.Squash;")
                        .toList());
        assertEquals(
                List.of(),
                FLOW.backwardUses("tar/TarReader.java", "import io.github.imagesquash.oci.Digest;")
                        .toList());
    }

    /** The format check adds the line; it passes over package and module descriptors, and over the benchmarks. */
    @Test
    void everySourceNamesItsLicence() throws IOException {
        try (Stream<Path> files = Stream.of("src", "../squash-cli/src", "../it/src", "../it/bench")
                .flatMap(PackageFlowTest::javaFiles)) {
            List<Path> all = files.toList();
            assertTrue(all.size() > 1000, all.size() + " sources");
            assertEquals(
                    List.of(),
                    all.stream().filter(file -> !firstLine(file).equals(SPDX)).toList());
        }
    }

    private static Stream<Path> javaFiles(String directory) {
        try {
            return Files.walk(Path.of(directory)).filter(file -> file.toString().endsWith(".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String firstLine(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst().orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
