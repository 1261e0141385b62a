// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.WrittenArchive;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.read.WantedImage;
import io.github.imagesquash.rebase.ConfigConflict;
import io.github.imagesquash.rebase.OnConflict;
import io.github.imagesquash.report.RebaseReport;
import io.github.imagesquash.report.ResultLayer;
import io.github.imagesquash.request.BaseImage;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.OldBase;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.RebaseRequest;
import io.github.imagesquash.request.RefusedException;
import io.github.imagesquash.request.RefusedException.Reason;
import io.github.imagesquash.request.Source;
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

/** An image gets another base: the layers of that one and its own, as the blobs that they are. */
class RebaseTest {
    @TempDir
    Path directory;

    private static ImageBuilder v1() {
        return image("base:1")
                .layer(layer().dir("etc/").file("etc/release", "1"), Compression.GZIP)
                .emptyStep("CMD 1")
                .layer(layer().file("lib", "L1"));
    }

    private static ImageBuilder v2() {
        return image("base:2")
                .layer(layer().dir("etc/").file("etc/release", "2"), Compression.ZSTD)
                .layer(layer().file("lib", "L2"))
                .layer(layer().file("more", "M"), Compression.GZIP)
                .emptyStep("CMD 2");
    }

    private static ImageBuilder app() {
        return v1().layer(layer().dir("opt/").file("opt/app", "A"), Compression.GZIP)
                .emptyStep("ENV x")
                .layer(layer().dir("etc/").file("etc/app.conf", "C"));
    }

    private Path archive(ImageBuilder image) throws IOException {
        return ArchiveDialect.BUILDX_DOCKER.write(image, Files.createTempDirectory(directory, "in"));
    }

    private BaseImage base(String name, ImageBuilder image) throws IOException {
        return new BaseImage(name, new Source.Archive(archive(image)), WantedImage.ONLY);
    }

    private RebaseRequest request(ImageBuilder oldBase, ImageBuilder newBase, ImageBuilder image) throws IOException {
        return RebaseRequest.of(
                        new Source.Archive(archive(image)),
                        new Destination.Archive(output()),
                        new OldBase.Named(base("old.tar", oldBase)),
                        base("new.tar", newBase))
                .withTags(List.of(Reference.parse("app:2")));
    }

    private Path output() {
        return directory.resolve("new.tar");
    }

    private static RebaseReport run(RebaseRequest request) throws IOException {
        return Rebase.run(request, ProgressListener.NONE);
    }

    private WrittenArchive rebased(RebaseRequest request) throws IOException {
        assertTrue(run(request).verified());
        return WrittenArchive.of(Files.readAllBytes(output()));
    }

    @ParameterizedTest
    @EnumSource
    void layersOfTheNewBaseAndOfTheImageAreTheSameBlobs(ArchiveDialect dialect) throws IOException {
        ImageBuilder image = app();
        RebaseRequest plain = request(v1(), v2(), image);
        Path source = dialect.write(image, Files.createTempDirectory(directory, "in"));
        WrittenArchive written = rebased(RebaseRequest.of(
                new Source.Archive(source), new Destination.Archive(output()), plain.oldBase(), plain.newBase()));
        List<byte[]> expected = new ArrayList<>();
        v2().layers().forEach(layer -> expected.add(layer.stored()));
        image.layers().subList(2, 4).forEach(layer -> expected.add(layer.stored(dialect.stores(layer.compression()))));
        JsonNode layers = written.manifest().get("layers");
        assertEquals(expected.size(), layers.size());
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), written.blob(layers.get(i)));
        }
    }

    /** As regclient does; an image that was made from scratch is so put on a base. */
    @Test
    void anOldBaseWithoutLayersIsBelowEveryImage() throws IOException {
        ImageBuilder own = image("app:1")
                .layer(layer().dir("opt/").file("opt/app", "A"), Compression.GZIP)
                .layer(layer().file("opt/more", "B"));
        WrittenArchive written = rebased(request(image("scratch:1"), v2(), own));
        List<byte[]> expected = new ArrayList<>();
        v2().layers().forEach(layer -> expected.add(layer.stored()));
        own.layers().forEach(layer -> expected.add(layer.stored()));
        JsonNode layers = written.manifest().get("layers");
        assertEquals(expected.size(), layers.size());
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), written.blob(layers.get(i)));
        }
    }

    @Test
    void aNewBaseWithoutLayersLeavesTheImagesOwn() throws IOException {
        ImageBuilder own = v1().layer(layer().dir("opt/").file("opt/app", "A"));
        assertEquals(
                1,
                rebased(request(v1(), image("scratch:1"), own))
                        .manifest()
                        .get("layers")
                        .size());
    }

    @Test
    void stepsAreThoseOfTheNewBaseAndOfTheImageAboveTheOldOne() throws IOException {
        List<String> steps = new ArrayList<>();
        rebased(request(v1(), v2(), app()))
                .config()
                .get("history")
                .forEach(step -> steps.add((step.path("empty_layer").asBoolean() ? "- " : "+ ")
                        + step.get("created_by").asText()));
        assertEquals(List.of("+ step 1", "+ step 2", "+ step 3", "- CMD 2", "+ step 3", "- ENV x", "+ step 4"), steps);
    }

    @Test
    void withoutHistoryEachLayerGetsAStep() throws IOException {
        ImageBuilder image = app().config(config -> config.remove("history"));
        JsonNode history = rebased(request(v1(), v2(), image)).config().get("history");
        assertEquals(6, history.size());
        assertEquals("kept as it was", history.get(5).get("comment").asText());
    }

    @Test
    void annotationsNameTheNewBase() throws IOException {
        Path base = archive(v2());
        String digest = WrittenArchive.of(Files.readAllBytes(base))
                .json("index.json")
                .at("/manifests/0/digest")
                .asText();
        ImageBuilder image = app().annotation("org.opencontainers.image.base.digest", "sha256:0")
                .annotation("note", "x");
        JsonNode annotations = rebased(request(v1(), v2(), image)).manifest().get("annotations");
        assertEquals(
                digest, annotations.get("org.opencontainers.image.base.digest").asText());
        assertEquals(
                "docker.io/library/base:2",
                annotations.get("org.opencontainers.image.base.name").asText());
        assertEquals("x", annotations.get("note").asText());
    }

    @Test
    void theReportTellsWhichLayersAreWhose() throws IOException {
        RebaseReport report = run(request(v1(), v2(), app()));
        assertEquals(new RebaseReport.Bases("old.tar", 2, "new.tar", 3), report.bases());
        assertEquals(List.of("docker.io/library/app:2"), report.tags());
        assertEquals(5, report.layers().size());
        assertTrue(report.layers().stream().allMatch(ResultLayer::kept));
        assertEquals(5, report.after().layers());
    }

    @Test
    void withNothingAboveTheBaseTheConfigIsRebased() throws IOException {
        ImageBuilder image = v1().config(config -> runConfig(config).put("User", "u"));
        WrittenArchive written = rebased(request(v1(), v2(), image));
        assertEquals(3, written.manifest().get("layers").size());
        assertEquals("u", written.config().at("/config/User").asText());
    }

    private static ObjectNode runConfig(ObjectNode config) {
        return (ObjectNode) config.get("config");
    }

    @Test
    void aBaseThatIsNotTheLowestIsRefusedByBothDiffIds() throws IOException {
        String message = assertThrows(UnmetRequestException.class, () -> run(request(v2(), v1(), app())))
                .getMessage();
        assertTrue(
                message.endsWith("is not built on old.tar: layer 1 has the diff ID "
                        + app().layers().getFirst().diffId() + ", that of the base "
                        + v2().layers().getFirst().diffId()),
                message);
    }

    @Test
    void aBaseForAnotherMachineIsRefused() throws IOException {
        RebaseRequest request = request(v1(), v2().platform("linux", "arm64"), app());
        String message =
                assertThrows(UnmetRequestException.class, () -> run(request)).getMessage();
        assertTrue(message.contains("holds no image for linux/amd64, only for linux/arm64"), message);
    }

    @Test
    void conflictsOfTheConfigAreRefusedUnlessDecided() throws IOException {
        RebaseRequest request = request(
                v1(),
                v2().config(config -> runConfig(config).putArray("Cmd").add("/bin/dash")),
                app().config(config -> runConfig(config).putArray("Cmd").add("/opt/app")));
        assertEquals(
                List.of(new ConfigConflict("Cmd", "[\"/bin/sh\"]", "[\"/bin/dash\"]", "[\"/opt/app\"]")),
                refusal(request).config());
        assertFalse(Files.exists(output()));
        RebaseRequest theirs = request.withConflicts(OnConflict.THEIRS, false);
        assertEquals("/bin/dash", rebased(theirs).config().at("/config/Cmd/0").asText());
    }

    private static Reason.Conflicts refusal(RebaseRequest request) {
        return (Reason.Conflicts)
                assertThrows(RefusedException.class, () -> run(request)).reason();
    }

    @Test
    void conflictsOfPathsAreRefusedUnlessAllowed() throws IOException {
        RebaseRequest request = request(v1(), v2(), v1().layer(layer().file("lib", "patched")));
        assertEquals("/lib", refusal(request).paths().getFirst().path().toString());
        assertFalse(Files.exists(output()));
        RebaseReport report = run(request.withConflicts(OnConflict.FAIL, true));
        assertEquals(1, report.pathConflicts().size());
        assertTrue(report.verified());
    }

    @Test
    void noTimeIsLaterThanAsked() throws IOException {
        RebaseRequest plain = request(v1(), v2(), app());
        RebaseRequest early = plain.withLatest(Instant.ofEpochSecond(5));
        JsonNode config = rebased(early).config();
        assertEquals("1970-01-01T00:00:05Z", config.get("created").asText());
        assertEquals("1970-01-01T00:00:05Z", config.at("/history/6/created").asText());
    }

    @Test
    void theLaterCreationCounts() throws IOException {
        ImageBuilder late = v2().config(config -> config.put("created", "2020-01-01T00:00:00Z"));
        assertEquals(
                "2020-01-01T00:00:00Z",
                rebased(request(v1(), late, app())).config().get("created").asText());
    }

    @Test
    void withoutVerificationDigestsAreVerifiedWhileReading() throws IOException {
        RebaseRequest plain = request(v1(), v2(), app());
        RebaseRequest unverified = plain.withVerify(false);
        assertFalse(run(unverified).verified());
        byte[] once = Files.readAllBytes(output());
        run(plain);
        assertArrayEquals(once, Files.readAllBytes(output()));
    }
}
