// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ChunkedBlob;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.WrittenArchive;
import io.github.imagesquash.group.Grouping;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.report.ResultLayer;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Encoding;
import io.github.imagesquash.request.GroupingChoice;
import io.github.imagesquash.request.LayerChoice;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code -c zstd:chunked} writes: layers of which engines can fetch single files. */
class ChunkedLayersTest {
    @TempDir
    Path directory;

    private List<Warnings.Tally> warnings = List.of();
    private List<String> compressions = List.of();

    private WrittenArchive squash(ImageBuilder image, UnaryOperator<SquashRequest> change) throws IOException {
        Path archive = ArchiveDialect.DOCKER_25.write(image, directory);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SquashRequest request = SquashRequest.of(new Source.Archive(archive), new Destination.Stream(out))
                .withEncoding(new Encoding.Chunked(3));
        SquashReport report =
                Squash.run(change.apply(request), ProgressListener.NONE).only();
        warnings = report.warnings();
        compressions = report.result().stream().map(ResultLayer::compression).toList();
        return WrittenArchive.of(out.toByteArray());
    }

    private WrittenArchive squash(LayerBuilder... layers) throws IOException {
        ImageBuilder image = image("app:1");
        for (LayerBuilder layer : layers) {
            image = image.layer(layer);
        }
        return squash(image, UnaryOperator.identity());
    }

    private static Map<String, String> annotations(JsonNode layer) {
        Map<String, String> annotations = new TreeMap<>();
        layer.path("annotations")
                .properties()
                .forEach(entry ->
                        annotations.put(entry.getKey(), entry.getValue().asText()));
        return annotations;
    }

    private static ChunkedBlob blob(WrittenArchive archive, int layer) throws IOException {
        JsonNode descriptor = archive.manifest().get("layers").get(layer);
        assertEquals(
                "application/vnd.oci.image.layer.v1.tar+zstd",
                descriptor.get("mediaType").asText());
        return new ChunkedBlob(archive.blob(descriptor), annotations(descriptor));
    }

    @Test
    void engineFindsEachFileByTheAnnotationsOfTheLayer() throws IOException {
        ChunkedBlob blob = blob(
                squash(
                        layer().dir("etc/").file("etc/a", "A").owner(7, 8).file("etc/b", "B"),
                        layer().file("etc/a", "NEW").whiteout("etc/b").hardLink("etc/c", "etc/a")),
                0);
        assertEquals(
                List.of("etc/", "etc/a", "etc/c"),
                blob.entries().stream().map(entry -> entry.get("name").asText()).toList());
        assertArrayEquals("NEW".getBytes(StandardCharsets.UTF_8), blob.content(blob.entry("etc/a")));
        assertArrayEquals(blob.tar(), blob.rebuilt());
        assertEquals(List.of(), warnings);
    }

    @Test
    void eachOfSeveralLayersHasItsOwnTable() throws IOException {
        WrittenArchive archive = squash(
                image("app:1")
                        .layer(layer().dir("a/").file("a/x", "X").dir("b/").file("b/y", "Y")),
                request -> request.withGrouping(new GroupingChoice.Fixed(new Grouping.IntoLayers(2))));
        assertEquals(2, archive.manifest().get("layers").size());
        for (int i = 0; i < 2; i++) {
            ChunkedBlob blob = blob(archive, i);
            assertArrayEquals(blob.tar(), blob.rebuilt());
        }
    }

    @Test
    void aKeptLayerStaysAsItIs() throws IOException {
        WrittenArchive archive = squash(
                image("app:1").layer(layer().file("base", "B")).layer(layer().file("a", "A")),
                request -> request.withLayers(new LayerChoice.Upper(1)));
        assertEquals(Map.of(), annotations(archive.manifest().get("layers").get(0)));
        assertEquals(5, annotations(archive.manifest().get("layers").get(1)).size());
        assertEquals(List.of("none", "zstd:chunked"), compressions);
    }

    @Test
    void aLayerThatEnginesWouldFetchInexactlyIsPlainZstd() throws IOException {
        byte[] latin = {'c', 'a', 'f', (byte) 0xe9};
        List<LayerBuilder> layers = List.of(
                layer().fifo("pipe"),
                layer().characterDevice("null", 1, 3),
                layer().file(latin, "A"),
                layer().file("old", "A").mtime(-10_000_000_000L),
                layer().file("never", "A").mtime(1L << 62));
        for (LayerBuilder layer : layers) {
            WrittenArchive archive = squash(layer.file("other", "B"));
            assertEquals(Map.of(), annotations(archive.manifest().get("layers").get(0)));
            assertEquals(1, warnings.size());
            assertEquals(Warning.Kind.WHOLE_LAYER, warnings.getFirst().first().kind());
        }
    }
}
