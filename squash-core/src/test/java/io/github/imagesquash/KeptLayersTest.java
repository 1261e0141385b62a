// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ArchiveMembers;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.LayerListing;
import io.github.imagesquash.fixture.WrittenArchive;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.replay.SymlinkParents;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Encoding;
import io.github.imagesquash.request.LayerChoice;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.ReplayRules;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of an image of which only some layers are merged: its layers, its config, its manifest. */
class KeptLayersTest {
    @TempDir
    Path directory;

    private Path output() {
        return directory.resolve("new.tar");
    }

    private static ImageBuilder four() {
        return image("app:1")
                .layer(layer().dir("t/").file("t/a", "A").file("t/b", "B"), Compression.GZIP)
                .emptyStep("ENV x")
                .layer(layer().dir("t/").file("t/c", "C"))
                .layer(layer().whiteout("t/a"), Compression.GZIP)
                .layer(layer().whiteout("t/c").file("d", "D"), Compression.ZSTD)
                .emptyStep("CMD");
    }

    private SquashRequest request(Path archive, LayerChoice layers) {
        return SquashRequest.of(new Source.Archive(archive), new Destination.Archive(output()))
                .withLayers(layers)
                .withEncoding(new Encoding.Chosen(Compression.NONE, 0));
    }

    private SquashRequest request(ImageBuilder image, LayerChoice layers) throws IOException {
        return request(ArchiveDialect.BUILDX_DOCKER.write(image, Files.createTempDirectory(directory, "in")), layers);
    }

    private WrittenArchive squashed(SquashRequest request) throws IOException {
        Squash.run(request, ProgressListener.NONE);
        return WrittenArchive.of(Files.readAllBytes(output()));
    }

    private static List<byte[]> blobs(WrittenArchive written) throws IOException {
        List<byte[]> blobs = new ArrayList<>();
        written.manifest().get("layers").forEach(layer -> blobs.add(written.blob(layer)));
        return blobs;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @ParameterizedTest
    @EnumSource
    void layersAboveAndBelowAreTheSameBlobs(ArchiveDialect dialect) throws IOException {
        ImageBuilder image = four();
        WrittenArchive written = squashed(request(dialect.write(image, directory), new LayerChoice.Between(2, 3)));
        List<byte[]> blobs = blobs(written);
        assertEquals(3, blobs.size());
        for (int kept : new int[] {0, 2}) {
            var old = image.layers().get(kept == 0 ? 0 : 3);
            Compression stored = dialect.stores(old.compression());
            assertArrayEquals(old.stored(stored), blobs.get(kept));
            assertEquals(
                    "application/vnd.oci.image.layer.v1.tar" + stored.suffix(),
                    written.manifest().at("/layers/" + kept + "/mediaType").asText());
            assertEquals(
                    old.diffId(),
                    written.config().at("/rootfs/diff_ids/" + kept).asText());
        }
        assertEquals(List.of("t/", "t/.wh.a", "t/c=C"), LayerListing.ofTar(blobs.get(1)));
    }

    @Test
    void annotationsOfKeptLayersStay() throws IOException {
        ArchiveMembers archive = ArchiveDialect.BUILDX_DOCKER
                .members(four())
                .editOciManifest(manifest -> manifest.replaceAll(
                        "(\"digest\":\"[^\"]*\",\"size\":[0-9]+)}",
                        "$1,\"annotations\":{\"containerd.io/snapshot/stargz/toc.digest\":\"x\"}}"));
        WrittenArchive written =
                squashed(request(archive.write(directory.resolve("old.tar")), new LayerChoice.Upper(2)));
        List<Boolean> annotated = new ArrayList<>();
        written.manifest().get("layers").forEach(layer -> annotated.add(layer.has("annotations")));
        assertEquals(List.of(true, true, false), annotated);
    }

    @Test
    void stepsOfKeptLayersStayWithThem() throws IOException {
        WrittenArchive written = squashed(request(four(), new LayerChoice.Between(2, 3)));
        List<String> steps = new ArrayList<>();
        written.config()
                .get("history")
                .forEach(step -> steps.add((step.path("empty_layer").asBoolean() ? "- " : "+ ")
                        + step.get("created_by").asText()));
        assertEquals(List.of("+ step 1", "- ENV x", "- step 2", "- step 3", "+ squash", "+ step 4", "- CMD"), steps);
    }

    @Test
    void anImageWithoutHistoryGetsAStepForEachLayer() throws IOException {
        ImageBuilder image = four().config(config -> config.remove("history"));
        WrittenArchive written = squashed(request(image, new LayerChoice.Upper(3)));
        assertEquals(
                List.of("kept as it was", "merged from 3 layers"),
                texts(written.config().get("history")).isEmpty()
                        ? List.of()
                        : written.config().findValuesAsText("comment"));
    }

    @Test
    void onlyWhatIsNewIsSetBackInTime() throws IOException {
        ImageBuilder image = image("app:1")
                .layer(layer().dir("late/").file("late/kept", "1").dir("d/").file("d/a", "A"))
                .layer(layer().file("d/new", "2").hardLink("h", "d/a"))
                .layer(layer().file("top", "3").hardLink("h2", "h"));
        SquashRequest request = request(image, new LayerChoice.Between(2, 2)).withLatest(Instant.ofEpochSecond(5));
        List<byte[]> blobs = blobs(squashed(request));
        assertEquals(
                List.of("d/ mtime=5", "d/a=A mtime=5", "d/new=2 mtime=5", "h => d/a mtime=5"),
                LayerListing.ofTar(blobs.get(1)));
        assertArrayEquals(image.layers().getFirst().stored(), blobs.getFirst());
    }

    @Test
    void contentOfAKeptLayerIsCopiedWithANewLink() throws IOException {
        ImageBuilder image = image("app:1")
                .layer(layer().file("a", "A".repeat(50)), Compression.GZIP)
                .layer(layer().hardLink("b", "a"))
                .layer(layer().whiteout("a"));
        List<byte[]> blobs = blobs(squashed(request(image, new LayerChoice.Upper(2))));
        assertEquals(List.of(".wh.a", "b=" + "A".repeat(50)), LayerListing.ofTar(blobs.get(1)));
    }

    @Test
    void aLayerThatOccursTwiceIsStoredOnceAndListedTwice() throws IOException {
        LayerBuilder twice = layer().file("a", "A");
        ImageBuilder image = image("app:1")
                .layer(twice)
                .layer(layer().whiteout("a"))
                .layer(twice)
                .layer(layer().file("b", "B"));
        WrittenArchive written = squashed(request(image, new LayerChoice.Upper(1)));
        List<String> digests = written.manifest().findValuesAsText("digest");
        assertEquals(4, written.config().at("/rootfs/diff_ids").size());
        assertEquals(digests.get(1), digests.get(3));
        assertEquals(written.headers().size(), written.members().size(), "no member twice");
    }

    @Test
    void anEmptyDifferenceIsALayerWithoutEntries() throws IOException {
        ImageBuilder image = image("app:1")
                .layer(layer().file("a", "A"))
                .layer(layer().file("b", "B"))
                .layer(layer().whiteout("b"));
        List<byte[]> blobs = blobs(squashed(request(image, new LayerChoice.Upper(2))));
        assertEquals(2, blobs.size());
        assertArrayEquals(new byte[1024], blobs.getLast());
    }

    @Test
    void keptLayersAreReadAsLenientlyAsBefore() throws IOException {
        ImageBuilder image = image("app:1")
                .layer(layer().dir("real/").symlink("ln", "real").file("../out", "1"))
                .layer(layer().file("ln/b", "B"))
                .layer(layer().file("c", "C"));
        SquashRequest request = request(image, new LayerChoice.Upper(1))
                .withSettings(settings -> settings.withReplay(new ReplayRules(SymlinkParents.FOLLOW, true)));
        assertTrue(Squash.run(request, ProgressListener.NONE).only().verified());
    }

    @Test
    void layersAreChosenByDigestAndByHistory() throws IOException {
        ImageBuilder image = four();
        byte[] expected = Files.readAllBytes(result(image, new LayerChoice.Upper(2)));
        String diffId = image.layers().get(1).diffId();
        assertArrayEquals(expected, Files.readAllBytes(result(image, new LayerChoice.AboveLayer(diffId))));
        String hex = diffId.substring("sha256:".length()).substring(0, 12);
        assertArrayEquals(expected, Files.readAllBytes(result(image, new LayerChoice.AboveLayer(hex))));
        assertArrayEquals(expected, Files.readAllBytes(result(image, new LayerChoice.AboveStep(3))));
        assertArrayEquals(expected, Files.readAllBytes(result(image, new LayerChoice.Between(3, 4))));
    }

    private Path result(ImageBuilder image, LayerChoice layers) throws IOException {
        Squash.run(request(image, layers), ProgressListener.NONE);
        return output();
    }

    @Test
    void layersThatAreNotThereAreNamed() {
        assertRefused("5 layers were to be merged, but the image has only 4", new LayerChoice.Upper(5));
        assertRefused("layers 4 to 5 were to be merged, but the image has only 4", new LayerChoice.Between(4, 5));
        assertRefused("no layer has the digest or diff ID 0123456", new LayerChoice.AboveLayer("0123456"));
        assertRefused(
                "there is no layer above step 6 of the history: there is nothing to merge",
                new LayerChoice.AboveStep(6));
        assertRefused("the history has no step 7, only 6", new LayerChoice.AboveStep(7));
    }

    private void assertRefused(String problem, LayerChoice layers) {
        String message = assertThrows(UnmetRequestException.class, () -> result(four(), layers))
                .getMessage();
        assertTrue(message.endsWith(": " + problem), message);
    }
}
