// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.group.Grouping;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.report.ResultLayer;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Safeguards;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layers of packages: what an update of some of them does to the layers of the others. */
class PackageLayersTest {
    private static final int PACKAGES = 60;

    @TempDir
    Path directory;

    /** A package of a Debian root, with one file in {@code /usr/lib}. */
    private record Deb(String name, String source, String version) {
        Deb(String name, String version) {
            this(name, name, version);
        }

        String paragraph() {
            return "Package: " + name + "\nSource: " + source + "\nStatus: install ok installed\nVersion: " + version
                    + "\nArchitecture: all\n\n";
        }

        void addTo(LayerBuilder layer) {
            layer.file("var/lib/dpkg/info/" + name + ".list", "/.\n/usr\n/usr/lib\n/usr/lib/" + name + "\n");
            layer.file("usr/lib/" + name, name + version.repeat(100));
        }
    }

    private static List<Deb> debs() {
        return IntStream.range(0, PACKAGES).mapToObj(i -> new Deb("p" + i, "1")).toList();
    }

    private static LayerBuilder debian(List<Deb> debs) {
        LayerBuilder layer = layer();
        StringBuilder status = new StringBuilder();
        for (Deb deb : debs) {
            status.append(deb.paragraph());
            deb.addTo(layer);
        }
        return layer.file("var/lib/dpkg/status", status.toString());
    }

    private SquashReport report(LayerBuilder layer, Grouping grouping, Instant latest) throws IOException {
        Path in = ArchiveDialect.BUILDX_DOCKER.write(
                image("app:1").layer(layer), Files.createTempDirectory(directory, "in"));
        Path out = Files.createTempDirectory(directory, "out").resolve("new.tar");
        SquashRequest request = SquashRequest.of(new Source.Archive(in), new Destination.Archive(out))
                .withSafeguards(Safeguards.NONE)
                .withLatest(latest)
                .withGrouping(grouping);
        return Squash.run(request, ProgressListener.NONE).only();
    }

    private List<ResultLayer> layers(LayerBuilder layer, int most, Instant latest) throws IOException {
        return report(layer, new Grouping.ByPackage(most), latest).result();
    }

    private List<ResultLayer> layers(LayerBuilder layer, int most) throws IOException {
        return layers(layer, most, Instant.MAX);
    }

    private static List<String> holds(List<ResultLayer> layers) {
        return layers.stream().map(ResultLayer::content).toList();
    }

    private static void assertOnlyOneAndTheLastDiffer(List<ResultLayer> old, List<ResultLayer> updated) {
        assertTrue(old.size() > 8, () -> old.size() + " layers");
        assertEquals(old.size(), updated.size());
        List<Integer> changed = IntStream.range(0, old.size())
                .filter(i -> !old.get(i).digest().equals(updated.get(i).digest()))
                .boxed()
                .toList();
        assertEquals(2, changed.size());
        assertEquals(old.size() - 1, changed.getLast());
    }

    @Test
    @DisplayName("a new version of one package, however large, changes its layer and the last one only")
    void updateOfOnePackage() throws IOException {
        List<Deb> updated = new ArrayList<>(debs());
        updated.set(7, new Deb("p7", "2.0".repeat(1000)));
        assertOnlyOneAndTheLastDiffer(layers(debian(debs()), 16), layers(debian(updated), 16));
    }

    @Test
    @DisplayName("so does a package that is new")
    void newPackage() throws IOException {
        List<Deb> more = new ArrayList<>(debs());
        more.add(new Deb("added", "1"));
        assertOnlyOneAndTheLastDiffer(layers(debian(debs()), 16), layers(debian(more), 16));
    }

    @Test
    @DisplayName("§3.11 directories are in many layers, so their times have to be clamped to one")
    void changedTimesOfDirectories() throws IOException {
        List<Deb> updated = new ArrayList<>(debs());
        updated.set(7, new Deb("p7", "2"));
        assertOnlyOneAndTheLastDiffer(
                layers(debian(debs()).dir("usr/lib").mtime(100), 16, Instant.EPOCH),
                layers(debian(updated).dir("usr/lib").mtime(200), 16, Instant.EPOCH));
    }

    @Test
    @DisplayName("who does not clamp them is warned that most layers will be new ones in the next image")
    void keptTimesAreWarnedOf() throws IOException {
        Grouping grouping = new Grouping.ByPackage(8);
        List<Warning.Kind> warned = report(debian(debs()), grouping, Instant.MAX).warnings().stream()
                .map(tally -> tally.first().kind())
                .toList();
        assertEquals(List.of(Warning.Kind.TIMES_IN_LAYERS), warned);
        assertEquals(List.of(), report(debian(debs()), grouping, Instant.EPOCH).warnings());
    }

    @Test
    @DisplayName("what squash chooses by itself is told with its reason")
    void choiceIsTold() throws IOException {
        SquashReport report = report(debian(debs()), new Grouping.Auto(), Instant.MAX);
        assertEquals("one", report.grouping().by());
        assertEquals(
                Grouping.ONE, report.grouping().chosen().orElseThrow().taken().grouping());
        assertEquals(List.of(""), holds(report.result()));
        assertEquals(List.of(), report.warnings());
    }

    @Test
    void packagesOfOneSourceAreTogether() throws IOException {
        List<Deb> debs = List.of(
                new Deb("libc6", "glibc", "1"), new Deb("libc-bin", "glibc", "1"), new Deb("locales", "glibc", "1"));
        assertEquals(List.of("3 packages: libc-bin … locales", "everything else"), holds(layers(debian(debs), 125)));
    }

    @Test
    void distributionIsBelowLanguagesAndTheRestIsOnTop() throws IOException {
        LayerBuilder layer = debian(List.of(new Deb("tar", "1")))
                .file("app/node_modules/left/package.json", "{\"name\": \"left\", \"version\": \"1.0.0\"}")
                .file("app/main.js", "");
        assertEquals(List.of("1 package: tar", "1 package: left", "everything else"), holds(layers(layer, 8)));
        assertEquals(List.of("2 packages: tar … left", "everything else"), holds(layers(layer, 2)));
    }

    @Test
    @DisplayName("a changed configuration file leaves its package's layer as it is")
    void configurationIsInTheLastLayer() throws IOException {
        List<ResultLayer> old = layers(configured("old"), 4);
        List<ResultLayer> changed = layers(configured("changed"), 4);
        assertEquals(List.of("1 package: tool", "everything else"), holds(old));
        assertEquals(old.getFirst(), changed.getFirst());
    }

    private static LayerBuilder configured(String content) {
        return layer().file(
                        "var/lib/dpkg/status",
                        "Package: tool\nStatus: install ok installed\nVersion: 1\nConffiles:\n /etc/tool 0123\n")
                .file("var/lib/dpkg/info/tool.list", "/etc/tool\n/bin/tool\n")
                .file("etc/tool", content)
                .file("bin/tool", "");
    }

    @Test
    @DisplayName("H5–H7 a hard link that is no package's is in the layer of the file's first name")
    void hardLinksAreWhole() throws IOException {
        List<ResultLayer> layers = layers(debian(List.of(new Deb("a", "1"))).hardLink("z", "usr/lib/a"), 4);
        assertEquals(List.of("1 package: a", "everything else"), holds(layers));
        assertEquals(4, layers.getFirst().entries());
    }

    @Test
    void imageWithoutPackagesIsOneLayer() throws IOException {
        assertEquals(List.of("everything else"), holds(layers(layer().file("a", ""), 8)));
    }
}
