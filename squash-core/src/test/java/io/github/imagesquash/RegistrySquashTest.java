package io.github.imagesquash;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.fixture.RegistryCall.cutAfter;
import static io.github.imagesquash.fixture.RegistryCall.damaged;
import static io.github.imagesquash.fixture.RegistryCall.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.Blobs;
import io.github.imagesquash.fixture.FakeRegistry;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerListing;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.read.Selection;
import io.github.imagesquash.registry.ImageAddress;
import io.github.imagesquash.registry.RegistryAccess;
import io.github.imagesquash.registry.Retries;
import io.github.imagesquash.report.SquashReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From registry to registry, and between registries and archives. */
class RegistrySquashTest {
    private static final RegistryAccess ACCESS =
            RegistryAccess.ANONYMOUS.withRetries(new Retries(3, Duration.ofMillis(1), Duration.ofSeconds(1)));
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path directory;

    private final FakeRegistry registry = FakeRegistry.open();

    @AfterEach
    void close() {
        registry.close();
    }

    private static ImageBuilder app(Compression compression) {
        return image("app:1")
                .layer(layer().dir("t/").file("t/a", "old").file("t/b", "gone"), compression)
                .layer(layer().whiteout("t/b").file("t/a", "new"), compression);
    }

    private Source source(String name) {
        return new Source.Registry(ImageAddress.parse(registry.name(name)), ACCESS);
    }

    private Destination destination(String... names) {
        return new Destination.Registry(
                Stream.of(names).map(registry::name).map(ImageAddress::parse).toList(), ACCESS);
    }

    private SquashReport run(Source source, Destination destination) throws IOException {
        return Squash.run(
                SquashRequest.of(source, destination).withTemporaryDirectory(directory), ProgressListener.NONE);
    }

    private String failure(Source source, Destination destination) {
        return assertThrows(IOException.class, () -> run(source, destination)).getMessage();
    }

    private List<String> toArchive(Source source) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SquashRequest request = SquashRequest.of(source, new Destination.Stream(out))
                .withEncoding(new Encoding.Chosen(Compression.NONE, 0));
        Squash.run(request, ProgressListener.NONE);
        return LayerListing.ofLastLayer(out.toByteArray());
    }

    private JsonNode pushedLayer(String path, String tag) throws IOException {
        JsonNode layers =
                JSON.readTree(registry.manifest(path, tag).orElseThrow()).get("layers");
        assertEquals(1, layers.size());
        return layers.get(0);
    }

    private List<String> pushedTree(String path, String tag) throws IOException {
        byte[] blob = registry.blob(path, pushedLayer(path, tag).get("digest").asText())
                .orElseThrow();
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(blob))) {
            return LayerListing.ofTar(in.readAllBytes());
        }
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void layersOfEachCompressionAreRead(Compression compression) throws IOException {
        registry.hold("app", "1", ArchiveDialect.BUILDX_DOCKER, app(compression));
        assertEquals(List.of("t/", "t/a=new"), toArchive(source("app:1")));
    }

    @Test
    void keptLayersComeOnceAndAreNotSentWhereTheyAre() throws IOException {
        ImageBuilder image = app(Compression.GZIP);
        registry.hold("app", "1", ArchiveDialect.BUILDX_DOCKER, image);
        String base = Blobs.digest(image.layers().getFirst().stored());
        Squash.run(
                SquashRequest.of(source("app:1"), destination("app:small"))
                        .withLayers(new LayerChoice.Upper(1))
                        .withTemporaryDirectory(directory),
                ProgressListener.NONE);
        JsonNode layers =
                JSON.readTree(registry.manifest("app", "small").orElseThrow()).get("layers");
        assertEquals(2, layers.size());
        assertEquals(base, layers.get(0).get("digest").asText());
        List<String> calls =
                registry.log().stream().filter(call -> call.contains(base)).toList();
        assertEquals(
                2,
                calls.stream().filter(call -> call.startsWith("GET")).count(),
                () -> "once for its first bytes, once for all: " + calls);
        assertTrue(calls.stream().noneMatch(call -> call.matches("(PUT|PATCH|POST).*")), calls::toString);
    }

    @ParameterizedTest
    @EnumSource(
            value = ArchiveDialect.class,
            names = {"BUILDX_OCI", "BUILDX_DOCKER", "CONTAINERD_STORE"})
    void manifestsAndIndexesOfBothFamiliesAreRead(ArchiveDialect dialect) throws IOException {
        registry.hold("app", "1", dialect, app(Compression.GZIP));
        assertEquals(List.of("t/", "t/a=new"), toArchive(source("app:1")));
    }

    @Test
    void resultIsPushedUnderItsTag() throws IOException {
        registry.hold("app", "1", ArchiveDialect.BUILDX_OCI, app(Compression.GZIP));
        SquashReport report = run(source("app:1"), destination("app:small"));
        assertEquals(List.of("t/", "t/a=new"), pushedTree("app", "small"));
        assertEquals(List.of(registry.name("app:small")), report.tags());
        assertTrue(registry.manifest("app", report.after().manifestDigest()).isEmpty());
    }

    @Test
    void plainLayersBecomeGzipOnTheWayToARegistry() throws IOException {
        registry.hold("app", "1", ArchiveDialect.BUILDX_DOCKER, app(Compression.NONE));
        run(source("app:1"), destination("app:small"));
        assertEquals(
                "application/vnd.oci.image.layer.v1.tar+gzip",
                pushedLayer("app", "small").get("mediaType").asText());
    }

    @Test
    void archiveIsPushedAndPulledBackTheSame() throws IOException {
        Path archive = ArchiveDialect.DOCKER_25.write(app(Compression.NONE), directory);
        run(new Source.Archive(archive), destination("app:small"));
        assertEquals(toArchive(new Source.Archive(archive)), toArchive(source("app:small")));
    }

    @Test
    void everyNameIsPushedAndOtherRepositoriesMount() throws IOException {
        registry.hold("app", "1", ArchiveDialect.BUILDX_OCI, app(Compression.GZIP));
        run(source("app:1"), destination("app:small", "app:other", "mirror/app:small"));
        for (String name : List.of("app small", "app other", "mirror/app small")) {
            assertEquals(List.of("t/", "t/a=new"), pushedTree(name.split(" ")[0], name.split(" ")[1]));
        }
        assertEquals(2, registry.count("POST /v2/mirror/app/blobs/uploads/\\?mount=.*&from=app"));
        assertEquals(2, registry.count("PUT .*/blobs/.*"));
    }

    @Test
    void layerThatIsTheSameAsBeforeIsMountedFromTheSource() throws IOException {
        registry.hold("app", "1", ArchiveDialect.BUILDX_OCI, app(Compression.GZIP));
        run(source("app:1"), destination("app:small"));
        long uploads = registry.count("PUT .*/blobs/.*");
        run(source("app:small"), destination("copy:small"));
        assertEquals(List.of("t/", "t/a=new"), pushedTree("copy", "small"));
        assertEquals(uploads + 1, registry.count("PUT .*/blobs/.*"), "the config alone is another");
    }

    @Test
    void tagsComeLast() throws IOException {
        registry.hold("app", "1", ArchiveDialect.BUILDX_OCI, app(Compression.GZIP));
        run(source("app:1"), destination("app:small", "mirror/app:small"));
        List<String> tail =
                registry.log().subList(registry.log().size() - 2, registry.log().size());
        assertEquals(List.of("PUT /v2/app/manifests/small", "PUT /v2/mirror/app/manifests/small"), tail);
    }

    @Test
    void nothingIsTaggedWhenABlobCannotBePushed() {
        registry.hold("app", "1", ArchiveDialect.BUILDX_OCI, app(Compression.GZIP));
        registry.when("PUT", "/v2/mirror/app/blobs/uploads/.*", 9, refusal(507, "UNKNOWN", "no space left on device"))
                .when(
                        "POST",
                        "/v2/mirror/app/blobs/uploads/",
                        9,
                        call -> call.with("Location", "/v2/mirror/app/blobs/uploads/9")
                                .send(202, new byte[0]));
        String message = failure(source("app:1"), destination("app:small", "mirror/app:small"));
        assertTrue(message.endsWith("507 UNKNOWN: no space left on device"), message);
        assertTrue(registry.manifest("app", "small").isEmpty());
        assertTrue(registry.manifest("mirror/app", "small").isEmpty());
    }

    @Test
    void registryThatCannotBePushedToIsKnownBeforeAnythingIsRead() {
        registry.hold("app", "1", ArchiveDialect.BUILDX_OCI, app(Compression.GZIP));
        registry.when("POST", ".*/uploads/", 1, refusal(403, "DENIED", "read only"));
        failure(source("app:1"), destination("app:small"));
        assertEquals(0, registry.count("GET .*/(blobs|manifests)/.*"));
    }

    @Test
    void layerThatIsCutOffIsResumed() throws IOException {
        ImageBuilder app = app(Compression.GZIP);
        registry.hold("app", "1", ArchiveDialect.BUILDX_DOCKER, app);
        String digest = Blobs.digest(app.layers().getFirst().stored());
        // The first request is for the layer's beginning alone, which is shorter.
        registry.when("GET", ".*/blobs/" + digest, 3, cutAfter(20));
        assertEquals(List.of("t/", "t/a=new"), toArchive(source("app:1")));
        assertEquals(4, registry.count("GET .*/blobs/" + digest));
    }

    @Test
    void damagedLayerIsNamed() {
        ImageBuilder app = app(Compression.GZIP);
        registry.hold("app", "1", ArchiveDialect.BUILDX_DOCKER, app);
        String digest = Blobs.digest(app.layers().getFirst().stored());
        registry.when("GET", ".*/blobs/" + digest, 1, call -> cutAfter(99_999).react(call))
                .when("GET", ".*/blobs/" + digest, 1, damaged());
        String message = failure(source("app:1"), destination("app:small"));
        assertTrue(message.startsWith("docker://" + registry.name("app:1") + ": layer 1 of 2 ("), message);
        assertTrue(message.contains("digest of the blob: expected " + digest + ", found sha256:"), message);
        assertTrue(registry.manifest("app", "small").isEmpty());
    }

    @Test
    void platformIsChosenWithoutReadingTheOthers() throws IOException {
        registry.hold("app", "1", ArchiveDialect.CONTAINERD_STORE, app(Compression.GZIP));
        SquashRequest request = SquashRequest.of(source("app:1"), destination("app:small"))
                .withSelection(new Selection("", Platform.parse("linux/amd64"), Selection.Trust.AGREEMENT));
        Squash.run(request, ProgressListener.NONE);
        assertEquals(1, registry.count("GET /v2/app/manifests/sha256:.*"));
    }

    @Test
    void foreignLayerThatTheRegistryDoesNotHoldIsRefusedByName() throws IOException {
        registry.hold("app", "1", ArchiveDialect.BUILDX_DOCKER, app(Compression.GZIP));
        String manifest = new String(registry.manifest("app", "1").orElseThrow(), StandardCharsets.UTF_8);
        String foreign = manifest.replaceFirst("image.rootfs.diff.tar", "image.rootfs.foreign.diff.tar")
                .replaceFirst("(foreign.diff.tar.gzip\",\"digest\":\"sha256:)[0-9a-f]{8}", "$100000000");
        registry.holdManifest(
                "app",
                "2",
                "application/vnd.docker.distribution.manifest.v2+json",
                foreign.getBytes(StandardCharsets.UTF_8));
        String message = failure(source("app:2"), destination("app:small"));
        assertTrue(message.contains("it is a foreign layer (application/vnd.docker.image.rootfs.foreign"), message);
    }

    @Test
    void progressTellsDownloadAndPush() throws IOException {
        registry.hold("app", "1", ArchiveDialect.BUILDX_DOCKER, app(Compression.GZIP));
        List<ProgressListener.Event> events = Collections.synchronizedList(new ArrayList<>());
        SquashReport report = Squash.run(SquashRequest.of(source("app:1"), destination("app:small")), events::add);
        assertEquals(report.before().storedBytes(), advanced(events, ProgressListener.Stage.DOWNLOAD));
        assertTrue(
                advanced(events, ProgressListener.Stage.PUSH) > report.after().storedBytes());
    }

    private static long advanced(List<ProgressListener.Event> events, ProgressListener.Stage stage) {
        return events.stream()
                .map(event -> event instanceof ProgressListener.Advanced advanced && advanced.stage() == stage
                        ? advanced.bytes()
                        : 0L)
                .reduce(0L, Long::sum);
    }
}
