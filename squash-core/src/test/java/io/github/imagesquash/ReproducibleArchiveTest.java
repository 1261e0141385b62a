package io.github.imagesquash;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.LayerListing;
import io.github.imagesquash.fixture.WrittenArchive;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.Reference;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The archive that comes out: one test a property. */
class ReproducibleArchiveTest {
    @TempDir
    Path directory;

    private static ImageBuilder sample() {
        return image("app:1", "team/app:stable")
                .layer(layer().dir("etc/").file("etc/a", "A").file("etc/b", "B".repeat(5000)))
                .layer(layer().file("etc/a", "NEW").whiteout("etc/b").hardLink("etc/c", "etc/a"))
                .config(config -> config.put("x-unknown", "kept"));
    }

    private byte[] squash(ImageBuilder image, UnaryOperator<SquashRequest> change) throws IOException {
        return squash(ArchiveDialect.DOCKER_25, image, change);
    }

    private byte[] squash(ArchiveDialect dialect, ImageBuilder image, UnaryOperator<SquashRequest> change)
            throws IOException {
        Path archive = dialect.write(image, Files.createTempDirectory(directory, "in"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SquashRequest request = SquashRequest.of(new Source.Archive(archive), new Destination.Stream(out));
        Squash.run(change.apply(request), ProgressListener.NONE);
        return out.toByteArray();
    }

    private static UnaryOperator<SquashRequest> encoded(Compression compression) {
        return request -> request.withEncoding(new Encoding.Chosen(compression, compression.defaultLevel()));
    }

    @Test
    void controlFilesComeFirstAndLayersLast() throws IOException {
        List<String> names = new ArrayList<>(WrittenArchive.of(squash(sample(), request -> request))
                .members()
                .keySet());
        assertEquals(List.of("oci-layout", "index.json", "manifest.json"), names.subList(0, 3));
        assertEquals(6, names.size());
        assertTrue(names.subList(3, 6).stream().allMatch(name -> name.startsWith("blobs/sha256/")));
    }

    @Test
    void membersAreRootsFilesOf1970() throws IOException {
        WrittenArchive.of(squash(sample(), request -> request)).headers().forEach(header -> {
            assertTrue(header.isFile(), header.getName());
            assertEquals(0644, header.getMode());
            assertEquals(0, header.getLongUserId());
            assertEquals(0, header.getLongGroupId());
            assertEquals(Instant.EPOCH, header.getLastModifiedTime().toInstant());
            assertEquals("", header.getUserName());
        });
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void everyBlobIsNamedByItsDigest(Compression compression) throws IOException {
        WrittenArchive archive = WrittenArchive.of(squash(sample(), encoded(compression)));
        archive.members().forEach((name, content) -> {
            if (name.startsWith("blobs/sha256/")) {
                assertEquals(name, "blobs/sha256/" + Digest.sha256Of(content).hex());
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void mediaTypeSaysHowTheLayerIsStored(Compression compression) throws IOException {
        WrittenArchive archive = WrittenArchive.of(squash(sample(), encoded(compression)));
        JsonNode layer = archive.manifest().get("layers").get(0);
        assertEquals(
                "application/vnd.oci.image.layer.v1.tar" + compression.suffix(),
                layer.get("mediaType").asText());
        byte[] stored = archive.layer();
        assertEquals(stored.length, layer.get("size").asLong());
        assertEquals(compression, Compression.detect(stored, stored.length, "layer"));
    }

    @Test
    void diffIdIsTheDigestOfTheTar() throws IOException {
        WrittenArchive archive = WrittenArchive.of(squash(sample(), encoded(Compression.NONE)));
        JsonNode diffIds = archive.config().at("/rootfs/diff_ids");
        assertEquals(1, diffIds.size());
        assertEquals(Digest.sha256Of(archive.layer()).toString(), diffIds.get(0).asText());
        assertEquals(List.of("etc/", "etc/a=NEW", "etc/c => etc/a"), LayerListing.ofTar(archive.layer()));
    }

    @Test
    void bothKindsOfControlFilesDescribeTheSameImage() throws IOException {
        WrittenArchive archive = WrittenArchive.of(squash(sample(), encoded(Compression.GZIP)));
        JsonNode docker = archive.json("manifest.json").get(0);
        JsonNode manifest = archive.manifest();
        assertEquals(
                docker.get("Config").asText(),
                "blobs/" + manifest.at("/config/digest").asText().replace(':', '/'));
        assertEquals(
                docker.get("Layers").get(0).asText(),
                "blobs/" + manifest.at("/layers/0/digest").asText().replace(':', '/'));
    }

    @Test
    void oldNamesAreKeptInFullWhereNoneIsGiven() throws IOException {
        WrittenArchive archive = WrittenArchive.of(squash(sample(), request -> request));
        assertEquals(
                "[\"docker.io/library/app:1\",\"docker.io/team/app:stable\"]",
                archive.json("manifest.json").get(0).get("RepoTags").toString());
        JsonNode manifests = archive.json("index.json").get("manifests");
        assertEquals(2, manifests.size());
        assertEquals(
                "docker.io/library/app:1",
                manifests.get(0).at("/annotations/io.containerd.image.name").asText());
    }

    @Test
    void newNamesReplaceOldOnes() throws IOException {
        List<Reference> tags = List.of(Reference.parse("small"), Reference.parse("localhost:5000/x:2"));
        WrittenArchive archive = WrittenArchive.of(squash(sample(), request -> request.withTags(tags)));
        assertEquals(
                "[\"docker.io/library/small:latest\",\"localhost:5000/x:2\"]",
                archive.json("manifest.json").get(0).get("RepoTags").toString());
    }

    @Test
    void oldStepsStayInTheHistoryWithoutTheirLayers() throws IOException {
        JsonNode history =
                WrittenArchive.of(squash(sample(), request -> request)).config().get("history");
        assertEquals(3, history.size());
        assertTrue(history.get(0).get("empty_layer").asBoolean());
        assertTrue(history.get(1).get("empty_layer").asBoolean());
        assertFalse(history.get(2).has("empty_layer"));
        assertEquals("squash", history.get(2).get("created_by").asText());
    }

    @Test
    void unknownKeysOfTheConfigAreKept() throws IOException {
        JsonNode config =
                WrittenArchive.of(squash(sample(), request -> request)).config();
        assertEquals("kept", config.get("x-unknown").asText());
        assertEquals(ImageBuilder.DEFAULT_CREATED, config.get("created").asText());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void bytesDoNotDependOnThreads(int threads) throws IOException {
        for (Compression compression : Compression.values()) {
            byte[] one = squash(
                    large(), request -> encoded(compression).apply(request).withThreads(1));
            byte[] many = squash(
                    large(), request -> encoded(compression).apply(request).withThreads(threads));
            assertArrayEquals(one, many, compression.toString());
        }
    }

    private static ImageBuilder large() {
        LayerBuilder layer = layer();
        for (int i = 0; i < 300; i++) {
            layer.file("f" + i, ("line " + i + " of a file that compresses well\n").repeat(300));
        }
        return image("app:1").layer(layer);
    }

    @Test
    void layerDoesNotDependOnTheLayering() throws IOException {
        ImageBuilder one = image("app:1")
                .layer(layer().dir("d/")
                        .file("d/x", "X")
                        .file("a", "A")
                        .hardLink("b", "a")
                        .symlink("s", "a"));
        ImageBuilder three = image("app:1")
                .layer(layer().symlink("s", "a").file("z", "Z").file("b", "old"))
                .layer(layer().file("a", "A").whiteout("z").hardLink("b", "a"))
                .layer(layer().file("d/x", "X").dir("d/"));
        assertArrayEquals(
                WrittenArchive.of(squash(one, encoded(Compression.GZIP))).layer(),
                WrittenArchive.of(squash(three, encoded(Compression.GZIP))).layer());
    }

    @ParameterizedTest
    @EnumSource(ArchiveDialect.class)
    void layerDoesNotDependOnTheDialect(ArchiveDialect dialect) throws IOException {
        assertArrayEquals(
                WrittenArchive.of(squash(sample(), encoded(Compression.ZSTD))).layer(),
                WrittenArchive.of(squash(dialect, sample(), encoded(Compression.ZSTD)))
                        .layer());
    }

    @Test
    void bytesDoNotDependOnTimeZoneOrLocale() throws IOException {
        byte[] expected = squash(sample(), request -> request);
        TimeZone zone = TimeZone.getDefault();
        Locale locale = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            Locale.setDefault(Locale.of("tr", "TR"));
            assertArrayEquals(expected, squash(sample(), request -> request));
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(locale);
        }
    }

    @Test
    void squashingTheResultGivesTheSameLayer() throws IOException {
        byte[] once = squash(sample(), request -> request);
        Path archive = Files.write(directory.resolve("once.tar"), once);
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        Squash.run(SquashRequest.of(new Source.Archive(archive), new Destination.Stream(twice)), ProgressListener.NONE);
        assertArrayEquals(
                WrittenArchive.of(once).layer(),
                WrittenArchive.of(twice.toByteArray()).layer());
    }

    @Test
    void noTimeIsLaterThanTheLatest() throws IOException {
        ImageBuilder image = image("app:1")
                .layer(layer().file("early", "E").mtime(5).file("late", "L").mtime(2_000_000_000, 7));
        WrittenArchive archive =
                WrittenArchive.of(squash(image, request -> request.withLatest(Instant.ofEpochSecond(100))));
        assertEquals(List.of("early=E mtime=5", "late=L mtime=100"), LayerListing.ofTar(archive.layer()));
        assertEquals("1970-01-01T00:01:40Z", archive.config().get("created").asText());
        archive.config()
                .get("history")
                .forEach(step ->
                        assertEquals("1970-01-01T00:01:40Z", step.get("created").asText()));
    }

    @Test
    void compressionIsThatOfMostOfTheInput() throws IOException {
        ImageBuilder image = image("app:1")
                .layer(layer().file("a", "A"), Compression.NONE)
                .layer(layer().file("b", "random".repeat(10_000)), Compression.ZSTD)
                .layer(new LayerNoise(100_000).layer(), Compression.ZSTD);
        byte[] layer = WrittenArchive.of(squash(ArchiveDialect.BUILDX_OCI, image, request -> request))
                .layer();
        assertEquals(Compression.ZSTD, Compression.detect(layer, layer.length, "layer"));
    }

    /** A layer with one file that does not compress. */
    private record LayerNoise(int bytes) {
        LayerBuilder layer() {
            byte[] noise = new byte[bytes];
            new Random(1).nextBytes(noise);
            return LayerBuilder.layer().file("noise", noise);
        }
    }

    @Test
    void anEmptyTreeIsOneLayerOfTwoEmptyBlocks() throws IOException {
        ImageBuilder image = image("app:1").layer(layer().file("a", "A")).layer(layer().whiteout("a"));
        assertArrayEquals(
                new byte[1024],
                WrittenArchive.of(squash(image, encoded(Compression.NONE))).layer());
    }
}
