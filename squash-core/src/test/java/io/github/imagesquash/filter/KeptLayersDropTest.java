// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.fixture.Squashing.squashWithout;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.Squash;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.LayerListing;
import io.github.imagesquash.fixture.Squashing;
import io.github.imagesquash.fixture.WrittenArchive;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.read.WantedImage;
import io.github.imagesquash.report.IndexReport;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.report.SquashReport.Hidden;
import io.github.imagesquash.request.BaseImage;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Encoding;
import io.github.imagesquash.request.GroupingChoice;
import io.github.imagesquash.request.LayerChoice;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Safeguards;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules where layers are kept, and where there are several platforms. */
class KeptLayersDropTest {
    private static final Filter CACHES = Filter.of(Rules.builtIn().of(List.of("caches")));

    @TempDir
    Path directory;

    private static LayerBuilder tmp(String... files) {
        LayerBuilder layer = layer().dir("tmp/");
        for (String file : files) {
            layer.file("tmp/" + file, file);
        }
        return layer;
    }

    @Test
    void whatAKeptLayerHasIsHidden() {
        squashWithout(CACHES, tmp("a", "b"), tmp("c").file("d", "D"))
                .hasTree("tmp/", "d=D")
                .hasUpper(1, "tmp/", "tmp/.wh.a", "tmp/.wh.b", "d=D");
    }

    @Test
    void directoryOfAKeptLayerIsHiddenWhole() {
        squashWithout(
                        CACHES,
                        layer().dir("root/")
                                .dir("root/.cache/")
                                .dir("root/.cache/pip/")
                                .file("root/.cache/pip/x", "X"),
                        layer().file("d", "D"))
                .hasUpper(1, "root/", "root/.cache/", "root/.cache/.wh.pip", "d=D");
    }

    /** The result is verified, as it is by default. */
    @Test
    void layerAboveMayBringAPathAgain() throws IOException {
        ImageBuilder image = image("app:1").layer(tmp("a")).layer(tmp("b")).layer(tmp("b", "c"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SquashReport report = Squash.run(
                        SquashRequest.of(
                                        new Source.Archive(ArchiveDialect.BUILDX_DOCKER.write(image, directory)),
                                        new Destination.Stream(out))
                                .withFilter(CACHES)
                                .withSafeguards(Safeguards.NONE)
                                .withLayers(new LayerChoice.Between(2, 2))
                                .withEncoding(new Encoding.Chosen(Compression.NONE, 0)),
                        ProgressListener.NONE)
                .only();
        assertTrue(report.verified());
        WrittenArchive written = WrittenArchive.of(out.toByteArray());
        assertEquals(
                List.of("tmp/", "tmp/.wh.a"),
                LayerListing.ofTar(written.blob(written.manifest().at("/layers/1"))));
        assertEquals(
                List.of("tmp/", "tmp/b=b", "tmp/c=c"),
                LayerListing.ofTar(written.blob(written.manifest().at("/layers/2"))));
    }

    private Hidden hidden(LayerChoice choice, LayerBuilder... layers) throws IOException {
        return report(choice, layers).hidden();
    }

    private SquashReport report(LayerChoice choice, LayerBuilder... layers) throws IOException {
        return report(request -> request.withLayers(choice), layers);
    }

    private SquashReport report(UnaryOperator<SquashRequest> change, LayerBuilder... layers) throws IOException {
        ImageBuilder image = image("app:1");
        for (LayerBuilder layer : layers) {
            image.layer(layer);
        }
        SquashRequest request = SquashRequest.of(
                        new Source.Archive(ArchiveDialect.BUILDX_DOCKER.write(image, directory)),
                        new Destination.Stream(new ByteArrayOutputStream()))
                .withFilter(CACHES)
                .withSafeguards(Safeguards.NONE);
        return Squash.run(change.apply(request), ProgressListener.NONE).only();
    }

    /** Engines make the directory anew in which such a layer deletes something. */
    @Test
    void layerAboveThatDeletesInWhatWasLeftOutIsWarnedOf() throws IOException {
        SquashReport report = report(
                new LayerChoice.Between(2, 2),
                layer().dir("root/.cache/pip/").file("root/.cache/pip/x", "X").file("root/.cache/pip/y", "Y"),
                layer().file("d", "D"),
                layer().whiteout("root/.cache/pip/x"));
        assertEquals(
                List.of(Warning.Kind.WHITEOUT_WITHOUT_DIRECTORY),
                report.warnings().stream().map(tally -> tally.first().kind()).toList());
    }

    @Test
    void whatIsOnlyHiddenIsCounted() throws IOException {
        assertEquals(
                new Hidden(2, 6),
                hidden(new LayerChoice.Between(2, 2), tmp("abc", "def").symlink("tmp/link", "abc"), tmp("gone")));
    }

    @Test
    void nothingIsHiddenWhereAllIsMerged() throws IOException {
        assertEquals(Hidden.NOTHING, hidden(new LayerChoice.Between(1, 2), tmp("abc"), tmp("def")));
    }

    /** The content counts once, and only where no name of it stays. */
    @Test
    void linkedContentIsHiddenWithItsLastName() throws IOException {
        LayerBuilder base = tmp("abc").hardLink("tmp/other", "tmp/abc");
        LayerChoice upper = new LayerChoice.Between(2, 2);
        assertEquals(new Hidden(2, 3), hidden(upper, base, layer().hardLink("tmp/z", "tmp/abc")));
        assertEquals(new Hidden(2, 0), hidden(upper, base, layer().hardLink("stays", "tmp/abc")));
    }

    @Test
    void whatLayersOfAPreviousImageStillHoldIsHidden() throws IOException {
        LayerBuilder stays = layer().file("stays", "s".repeat(100));
        Path previous = Files.createDirectory(directory.resolve("previous"));
        ImageBuilder old = image("app:0")
                .layer(stays)
                .layer(tmp("abc", "def").hardLink("tmp/other", "tmp/abc").file("d", "s".repeat(100)));
        GroupingChoice onto = new GroupingChoice.OntoPrevious(
                new BaseImage(
                        "app:0",
                        new Source.Archive(ArchiveDialect.BUILDX_DOCKER.write(old, previous)),
                        WantedImage.ONLY),
                32);
        LayerBuilder same = layer().file("d", "s".repeat(100));
        assertEquals(
                new Hidden(2, 6),
                report(request -> request.withGrouping(onto), stays, same, tmp("abc", "def"))
                        .hidden());
        assertEquals(
                Hidden.NOTHING,
                report(request -> request.withGrouping(onto), stays, same, tmp("new"))
                        .hidden(),
                "it was in none of them");
    }

    @Test
    void eachPlatformKeepsItsOwnProgram() throws IOException {
        ImageBuilder amd64 = image("app:1")
                .layer(tmp("a", "b"))
                .config(json -> json.withObject("/config").putArray("Cmd").add("/tmp/a"));
        ImageBuilder arm64 = image("app:1").platform("linux", "arm64").layer(tmp("a", "b", "c"));
        Source source = new Source.Stream(
                new ByteArrayInputStream(
                        ArchiveDialect.BUILDX_OCI.members(amd64, arm64).toBytes()),
                "old.tar");
        IndexReport report = Squashing.runAll(
                SquashRequest.of(source, new Destination.Stream(new ByteArrayOutputStream()))
                        .withFilter(CACHES),
                ProgressListener.NONE);
        List<Long> dropped = report.images().stream()
                .map(platform -> platform.dropped().getFirst().paths())
                .toList();
        assertEquals(List.of(1L, 3L), dropped);
    }
}
