// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.fixture.Blobs.noise;
import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.Blobs;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.group.PullModel;
import io.github.imagesquash.group.PullModel.Load;
import io.github.imagesquash.read.WantedImage;
import io.github.imagesquash.report.PullCosts;
import io.github.imagesquash.report.PullCosts.Layers;
import io.github.imagesquash.request.AnalysisRequest;
import io.github.imagesquash.request.AnalysisRequest.Extra;
import io.github.imagesquash.request.BaseImage;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Encoding;
import io.github.imagesquash.request.LayerChoice;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pull downloads, for machines that have nothing or another image. */
class PullCostsTest {
    @TempDir
    Path directory;

    private static LayerBuilder night(int night) {
        byte[] large = noise(1, 8 << 20);
        large[4 << 20] += (byte) night;
        return layer().file("large", large).file("same", noise(2, 100_000)).file("changed", noise(night, 50_000));
    }

    /** The image, its lowest layer uncompressed and kept, the others merged. */
    private Source squashed(int night, Encoding encoding) throws IOException {
        ImageBuilder image = image("app:1").layer(layer().file("base", "B")).layer(night(night));
        Path archive = ArchiveDialect.DOCKER_25.write(image, Files.createDirectories(directory.resolve("old" + night)));
        Path output = directory.resolve("new" + night + ".tar");
        SquashRequest request = SquashRequest.of(new Source.Archive(archive), new Destination.Archive(output))
                .withEncoding(encoding)
                .withLayers(new LayerChoice.Upper(1));
        Squash.run(request, ProgressListener.NONE);
        return new Source.Archive(output);
    }

    private static PullCosts costs(AnalysisRequest request) throws IOException {
        return Analysis.run(request.withExtras(Extra.PULL), ProgressListener.NONE)
                .pull()
                .orElseThrow();
    }

    private static PullCosts.Since since(Source image, Source previous) throws IOException {
        BaseImage base = new BaseImage("yesterday", previous, WantedImage.ONLY);
        return costs(AnalysisRequest.of(image).withSince(base)).since().orElseThrow();
    }

    @Test
    void aMachineThatHasNothingDownloadsEachLayerOnce() throws IOException {
        LayerBuilder layer = layer().file("a", "A");
        Path archive = ArchiveDialect.DOCKER_25.write(
                image("app:1").layer(layer).layer(layer().file("b", "B")).layer(layer), directory);
        PullCosts costs = costs(AnalysisRequest.of(new Source.Archive(archive)));
        assertEquals(Optional.empty(), costs.since());
        assertEquals(new Layers(2, 2 * layer.toBytes().length, Optional.empty()), costs.everything());
    }

    @Test
    void aMachineThatHasTheBaseDownloadsTheLayersAboveOsRelease() throws IOException {
        LayerBuilder base = layer().file("etc/os-release", "ID=debian");
        LayerBuilder app = layer().file("a", "A");
        Path archive = ArchiveDialect.DOCKER_25.write(
                image("app:1").layer(layer()).layer(base).layer(app).layer(layer()), directory);
        PullCosts costs = costs(AnalysisRequest.of(new Source.Archive(archive)));
        Layers above = new Layers(1, app.toBytes().length, Optional.empty());
        assertEquals(Optional.of(new PullCosts.Base(2, above)), costs.base());
    }

    @Test
    void anImageThatIsItsBaseHasNothingAbove() throws IOException {
        Path archive = ArchiveDialect.DOCKER_25.write(
                image("app:1").layer(layer().file("etc/os-release", "ID=debian")), directory);
        assertEquals(
                Optional.empty(),
                costs(AnalysisRequest.of(new Source.Archive(archive))).base());
    }

    @Test
    void durationsAreThoseOfTheModel() throws IOException {
        PullModel model = new PullModel(1 << 20, 1);
        Source today = squashed(2, new Encoding.Chunked(3));
        BaseImage base = new BaseImage("yesterday", squashed(1, new Encoding.Chunked(3)), WantedImage.ONLY);
        PullCosts costs = costs(AnalysisRequest.of(today).withSince(base).withSpeeds(model));
        PullCosts.Since since = costs.since().orElseThrow();
        long tar = (8 << 20) + 155_000;
        assertNear(
                model.time(List.of(new Load(since.whole().bytes(), tar))),
                since.whole().time());
        assertNear(
                model.time(List.of(new Load(since.files().orElseThrow().bytes(), tar))),
                since.files().orElseThrow().time());
        assertEquals(Optional.of(model), costs.model());
    }

    private static void assertNear(Duration expected, Optional<Duration> found) {
        assertEquals(expected.toMillis(), found.orElseThrow().toMillis(), 5);
    }

    @Test
    void withoutATableOfContentsLayersAreDownloadedWhole() throws IOException {
        Encoding zstd = new Encoding.Chosen(Compression.ZSTD, 3);
        Source today = squashed(2, zstd);
        PullCosts.Since since = since(today, squashed(1, zstd));
        assertEquals(1, since.whole().layers());
        assertTrue(since.whole().bytes() > 8 << 20);
        assertEquals(Optional.empty(), since.files());
        assertEquals("yesterday", since.image());
    }

    @Test
    void ofALayerWithATableOnlyWhatChangedIsDownloaded() throws IOException {
        Source today = squashed(2, new Encoding.Chunked(3));
        PullCosts.Files files =
                since(today, squashed(1, new Encoding.Chunked(3))).files().orElseThrow();
        assertEquals(2, files.files());
        assertTrue(files.fileBytes() > 50_000 && files.fileBytes() < 50_000 + (3 << 20), files::toString);
        assertTrue(files.dataBytes() > 500 && files.dataBytes() < 5000, files::toString);
        assertEquals(new Layers(0, 0, Optional.empty()), files.whole());
        assertEquals(files.fileBytes() + files.dataBytes(), files.bytes());
    }

    @Test
    void contentsOfLayersWithoutATableAreNotKnownToEngines() throws IOException {
        Source today = squashed(2, new Encoding.Chunked(3));
        Source yesterday = squashed(1, new Encoding.Chosen(Compression.ZSTD, 3));
        PullCosts.Files files = since(today, yesterday).files().orElseThrow();
        assertEquals(3, files.files());
        assertTrue(files.fileBytes() > 8 << 20, files::toString);
    }

    /** Some tools compressed a layer by gzip and kept the annotations of zstd:chunked. */
    @Test
    void annotationsOfALayerThatIsNotZstdSayNothing() throws IOException {
        String key = "\"io.github.containers.zstd-chunked.manifest-";
        String stale = "\"annotations\":{" + key + "checksum\":\"" + Blobs.digest(new byte[0]) + "\"," + key
                + "position\":\"100:200:300:1\"},";
        Path today = ArchiveDialect.PODMAN_OCI
                .members(image("app:2").layer(night(2).toBytes(), Compression.GZIP))
                .editOciManifest(
                        json -> json.replaceFirst("(\"layers\":\\[\\{)", "$1" + Matcher.quoteReplacement(stale)))
                .write(directory.resolve("today.tar"));
        PullCosts.Since since = since(new Source.Archive(today), squashed(1, new Encoding.Chosen(Compression.ZSTD, 3)));
        assertEquals(1, since.whole().layers());
        assertEquals(Optional.empty(), since.files());
    }

    @Test
    void theSameImageCostsNothing() throws IOException {
        Source image = squashed(1, new Encoding.Chunked(3));
        assertEquals(new Layers(0, 0, Optional.empty()), since(image, image).whole());
    }
}
