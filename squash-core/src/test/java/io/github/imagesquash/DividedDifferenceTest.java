// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.LayerListing;
import io.github.imagesquash.fixture.WrittenArchive;
import io.github.imagesquash.group.Grouping;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.report.ResultLayer;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Encoding;
import io.github.imagesquash.request.LayerChoice;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Safeguards;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is merged above layers that are kept, divided into several layers. */
class DividedDifferenceTest {
    @TempDir
    Path directory;

    private SquashReport report;

    private static Grouping directories(String... paths) {
        return new Grouping.ByDirectory(Stream.of(paths)
                .map(path -> ImagePath.clean(path.getBytes(StandardCharsets.UTF_8)))
                .toList());
    }

    /** The entries of the new layers, each layer in one line. */
    private List<String> layers(ImageBuilder image, LayerChoice choice, Grouping grouping) throws IOException {
        Path output = directory.resolve("new.tar");
        Path input = ArchiveDialect.BUILDX_DOCKER.write(image, Files.createTempDirectory(directory, "in"));
        report = Squash.run(
                        SquashRequest.of(new Source.Archive(input), new Destination.Archive(output))
                                .withSafeguards(Safeguards.NONE)
                                .withLayers(choice)
                                .withGrouping(grouping)
                                .withEncoding(new Encoding.Chosen(Compression.NONE, 0)),
                        ProgressListener.NONE)
                .only();
        WrittenArchive written = WrittenArchive.of(Files.readAllBytes(output));
        List<String> layers = new ArrayList<>();
        for (int i = 0; i < report.result().size(); i++) {
            if (!report.result().get(i).kept()) {
                layers.add(String.join(
                        " ", LayerListing.ofTar(written.blob(written.manifest().at("/layers/" + i)))));
            }
        }
        return layers;
    }

    private static LayerBuilder base() {
        return layer().dir("a/")
                .file("a/old", "O")
                .file("a/gone", "G")
                .dir("b/")
                .file("b/x", "X")
                .file("f", "F");
    }

    @Test
    @DisplayName(
            "each change is in the layer of its path, a deletion in that of what it hides; what is as before is in none")
    void changesAreDivided() throws IOException {
        ImageBuilder image = image("app:1")
                .layer(base())
                .layer(layer().whiteout("a/gone").file("a/new", "N"))
                .layer(layer().whiteout("b/x").file("c", "C"));
        assertEquals(
                List.of("c=C", "a/ a/.wh.gone a/new=N", "b/ b/.wh.x"),
                layers(image, new LayerChoice.Upper(2), directories("a", "b")));
        assertEquals(List.of("", "everything else", "/a", "/b"), holds());
    }

    private List<String> holds() {
        return report.result().stream().map(ResultLayer::content).toList();
    }

    @Test
    @DisplayName("layers above those that are merged are kept as well")
    void layersAboveAreKept() throws IOException {
        ImageBuilder image = image("app:1")
                .layer(base())
                .layer(layer().file("a/new", "N"))
                .layer(layer().file("f", "other"))
                .layer(layer().file("a/new", "again").whiteout("f"));
        assertEquals(List.of("f=other", "a/ a/new=N"), layers(image, new LayerChoice.Between(2, 3), directories("a")));
        assertEquals(
                List.of(true, false, false, true),
                report.result().stream().map(ResultLayer::kept).toList());
        assertTrue(report.verified());
    }

    @Test
    @DisplayName("a directory in the place of a file is in each layer that has something of it")
    void directoryOverFile() throws IOException {
        ImageBuilder image = image("app:1")
                .layer(base())
                .layer(layer().dir("f/").mode(0700).file("f/x", "X").dir("f/d/").file("f/d/y", "Y"));
        assertEquals(
                List.of("f/ 0700 f/x=X", "f/ 0700 f/d/ f/d/y=Y"),
                layers(image, new LayerChoice.Upper(1), directories("f/d")));
    }

    @Test
    @DisplayName("a file in the place of a directory hides what was below it by itself")
    void fileOverDirectory() throws IOException {
        ImageBuilder image =
                image("app:1").layer(base()).layer(layer().file("a", "file").file("c", "C"));
        assertEquals(List.of("c=C", "a=file"), layers(image, new LayerChoice.Upper(1), directories("a")));
    }

    @Test
    @DisplayName("a directory of which only the attributes changed is in one layer")
    void changedDirectory() throws IOException {
        ImageBuilder image = image("app:1")
                .layer(base())
                .layer(layer().dir("a/").mode(0700).dir("b/").mode(0711).file("b/y", "Y"));
        assertEquals(List.of("a/ 0700", "b/ 0711 b/y=Y"), layers(image, new LayerChoice.Upper(1), directories("b")));
    }

    @Test
    @DisplayName("all names of a hard-linked file are in the layer of the first one, also that which a kept layer has")
    void hardLinksAreWhole() throws IOException {
        ImageBuilder image = image("app:1")
                .layer(base())
                .layer(layer().hardLink("b/link", "a/old").file("c", "C"));
        assertEquals(
                List.of("c=C", "a/ a/old=O b/ b/link => a/old"),
                layers(image, new LayerChoice.Upper(1), directories("a")));
    }

    @Test
    @DisplayName("a root that is described above the cut is in each of the new layers")
    void describedRoot() throws IOException {
        ImageBuilder image = image("app:1")
                .layer(base())
                .layer(layer().dir("./").mode(0711).file("a/new", "N").file("c", "C"));
        assertEquals(
                List.of("./ 0711 c=C", "./ 0711 a/ a/new=N"),
                layers(image, new LayerChoice.Upper(1), directories("a")));
    }

    @Test
    @DisplayName("a difference without entries is one layer without entries")
    void nothingChanged() throws IOException {
        ImageBuilder image =
                image("app:1").layer(base()).layer(layer().file("c", "C")).layer(layer().whiteout("c"));
        assertEquals(List.of(""), layers(image, new LayerChoice.Upper(2), new Grouping.IntoLayers(3)));
    }

    @Test
    @DisplayName(
            "a directory that is there, and in which nothing changed, has no layer; one that is not there is refused")
    void unchangedDirectory() throws IOException {
        ImageBuilder image = image("app:1").layer(base()).layer(layer().file("c", "C"));
        assertEquals(List.of("c=C"), layers(image, new LayerChoice.Upper(1), directories("a")));
        String problem = assertThrows(
                        UnmetRequestException.class, () -> layers(image, new LayerChoice.Upper(1), directories("z")))
                .getMessage();
        assertTrue(problem.endsWith(": no content for a layer of its own at /z"), problem);
    }

    @Test
    @DisplayName("packages are known from databases of kept layers; what is deleted is no package's")
    void packages() throws IOException {
        ImageBuilder image = image("app:1")
                .layer(layer().file("var/lib/dpkg/status", "Package: p\nStatus: install ok installed\nVersion: 1\n\n")
                        .file("var/lib/dpkg/info/p.list", "/usr\n/usr/p\n/usr/q\n")
                        .file("usr/p", "1")
                        .file("usr/q", "1"))
                .layer(layer().file("usr/p", "2").whiteout("usr/q").file("usr/r", "2"));
        assertEquals(
                List.of("usr/ mtime=0 usr/p=2", "usr/ mtime=0 usr/.wh.q usr/r=2"),
                layers(image, new LayerChoice.Upper(1), new Grouping.ByPackage(8)));
        assertEquals(List.of("", "1 package: p", "everything else"), holds());
    }

    private static ImageBuilder many(int layers) {
        ImageBuilder image = image("app:1");
        for (int i = 0; i < layers; i++) {
            image.layer(layer().file("f" + i, "F"));
        }
        return image.layer(layer().file("x", "X").file("y", "Y").file("z", "Z"));
    }

    @Test
    @DisplayName("with those that are kept there are 125 at most, with a warning where more were asked for")
    void roomForNewLayers() throws IOException {
        LayerChoice upper = new LayerChoice.Upper(1);
        assertEquals(List.of("x=X z=Z", "y=Y"), layers(many(123), upper, new Grouping.IntoLayers(3)));
        assertEquals(
                Warning.Kind.FEWER_LAYERS, report.warnings().getFirst().first().kind());
        assertEquals(125, report.result().size());
        assertEquals(List.of("x=X y=Y z=Z"), layers(many(124), upper, new Grouping.ByPackage(8)));
        assertEquals(List.of("x=X y=Y z=Z"), layers(many(124), upper, new Grouping.BySize(8)));
        assertEquals(List.of("y=Y z=Z", "x=X"), layers(many(123), upper, directories("x")));
        String problem = assertThrows(UnmetRequestException.class, () -> layers(many(124), upper, directories("x")))
                .getMessage();
        assertTrue(problem.endsWith(": 2 new layers, where there is room for 1"), problem);
    }
}
