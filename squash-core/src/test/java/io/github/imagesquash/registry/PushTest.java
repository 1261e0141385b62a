// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import static io.github.imagesquash.fixture.RegistryCall.cutUploadAfter;
import static io.github.imagesquash.fixture.RegistryCall.inOrder;
import static io.github.imagesquash.fixture.RegistryCall.refusal;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.fixture.FakeRegistry;
import io.github.imagesquash.fixture.QuickRetries;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.MediaType;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How blobs and manifests get into a registry. */
class PushTest {
    private static final Retries QUICK = QuickRetries.of(3);
    private static final String UPLOADS = ".*/blobs/uploads/.+";
    private static final int BEFORE = 7;

    @TempDir
    Path directory;

    private final byte[] content = new byte[20 << 20];
    private final AtomicLong metered = new AtomicLong();
    private FakeRegistry registry;
    private RegistryClient client;
    private FileChannel file;
    private Digest digest;

    @BeforeEach
    void open() throws IOException {
        new Random(1).nextBytes(content);
        digest = Digest.sha256Of(content);
        registry = FakeRegistry.open();
        client = new RegistryClient(RegistryAccess.ANONYMOUS.withRetries(QUICK));
        Path path = directory.resolve("archive");
        byte[] padded = new byte[BEFORE + content.length + 1];
        System.arraycopy(content, 0, padded, BEFORE, content.length);
        file = FileChannel.open(Files.write(path, padded));
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        registry.close();
        file.close();
    }

    private RemoteImage image() throws IOException {
        return client.push(ImageAddress.parse(registry.name("app:1")));
    }

    private void push(Repository... mirrors) throws IOException {
        image().push(
                        digest,
                        content.length,
                        () -> new FileRegion(file, BEFORE, content.length),
                        List.of(mirrors),
                        metered::addAndGet);
    }

    private String failure(Executable push) {
        return assertThrows(IOException.class, push).getMessage();
    }

    private void assertPushed() {
        assertArrayEquals(content, registry.blob("app", digest.toString()).orElseThrow());
        assertEquals(content.length, metered.get());
    }

    @Test
    void blobIsSentInOneRequest() throws IOException {
        push();
        assertPushed();
        assertEquals(1, registry.count("POST .*"));
        assertEquals(1, registry.count("PUT .*"));
        assertEquals(0, registry.count("PATCH .*"));
    }

    @Test
    void blobThatIsThereIsNotSent() throws IOException {
        registry.holdBlob("app", content);
        push();
        assertPushed();
        assertEquals(0, registry.count("(POST|PUT|PATCH) .*"));
    }

    @Test
    void blobOfAnotherRepositoryIsMounted() throws IOException {
        registry.holdBlob("base/app", content);
        push(new Repository(registry.domain(), "base/app"));
        assertPushed();
        assertEquals(1, registry.count("POST .*mount=" + digest + "&from=base/app"));
        assertEquals(0, registry.count("(PUT|PATCH) .*"));
    }

    @Test
    void blobThatCannotBeMountedIsSent() throws IOException {
        push(new Repository(registry.domain(), "elsewhere"));
        assertPushed();
    }

    @Test
    void brokenUploadGoesOnInChunks() throws IOException {
        registry.when("PUT", UPLOADS, 1, cutUploadAfter(1 << 20));
        push();
        assertPushed();
        assertEquals(2, registry.count("PATCH .*"));
    }

    @Test
    void brokenChunkGoesOnWhereTheRegistryIs() throws IOException {
        registry.when("PUT", UPLOADS, 1, refusal(413, "SIZE_INVALID", "too much at once"))
                .when("PATCH", UPLOADS, 1, cutUploadAfter(3 << 20));
        push();
        assertPushed();
        assertEquals(1, registry.count("GET .*/uploads/.*"));
    }

    @Test
    void uploadThatIsTooMuchAtOnceGoesInChunks() throws IOException {
        registry.when("PUT", UPLOADS, 1, refusal(413, "SIZE_INVALID", "too much at once"));
        push();
        assertPushed();
        assertEquals(2, registry.count("PATCH .*"));
    }

    @Test
    void registryWithoutSpaceIsNamedWithTheBlobAndItsWords() {
        registry.when("PUT", UPLOADS, 99, refusal(507, "UNKNOWN", "no space left on device"));
        assertEquals(
                "docker://" + registry.name("app:1") + ": blob " + digest.shortForm() + ": " + registry.domain()
                        + " answered 507 UNKNOWN: no space left on device",
                failure(this::push));
    }

    @Test
    void registryThatFailsAgainAndAgainIsGivenUp() {
        registry.when("PUT", UPLOADS, 99, refusal(500, "UNKNOWN", "disk full"))
                .when("PATCH", UPLOADS, 99, refusal(500, "UNKNOWN", "disk full"));
        String message = failure(this::push);
        assertTrue(message.contains("the upload of 20971520 bytes failed 3 times in a row"), message);
        assertTrue(message.endsWith("answered 500 UNKNOWN: disk full"), message);
    }

    @Test
    void registryThatForgetsWhatArrivedIsGivenUp() {
        registry.when("PUT", UPLOADS, 1, refusal(413, "SIZE_INVALID", "too much at once"))
                .when("GET", UPLOADS, 99, refusal(404, "BLOB_UPLOAD_UNKNOWN", "forgotten"));
        for (int i = 0; i < 9; i++) {
            registry.when("PATCH", UPLOADS, 1, inOrder()).when("PATCH", UPLOADS, 1, refusal(500, "UNKNOWN", "lost"));
        }
        String message = failure(this::push);
        assertTrue(message.contains("failed 3 times in a row: the registry answered 500 UNKNOWN: lost"), message);
    }

    @Test
    void contentThatArrivedWrongIsNamed() {
        digest = Digest.sha256Of(new byte[0]);
        String message = failure(this::push);
        assertTrue(message.contains("blob " + digest.shortForm() + ": "), message);
        assertTrue(message.endsWith("400 DIGEST_INVALID: provided digest did not match uploaded content"), message);
    }

    @Test
    void repositoryThatCannotBePushedToIsSeenBeforehand() {
        registry.when("POST", ".*/uploads/", 1, refusal(403, "DENIED", "read only"));
        String message = failure(() -> image().requireWritable());
        assertTrue(message.contains("access denied: there are no credentials for " + registry.domain()), message);
        assertTrue(message.endsWith("(" + registry.domain() + " answered 403 DENIED: read only)"), message);
    }

    @Test
    void tryingToPushLeavesNoUpload() throws IOException {
        image().requireWritable();
        assertEquals(1, registry.count("DELETE .*/uploads/.*"));
    }

    @Test
    void manifestGoesUnderATagOrUnderItsDigestAlone() throws IOException {
        byte[] manifest = "{\"schemaVersion\":2}".getBytes(StandardCharsets.UTF_8);
        image().pushUntagged(MediaType.MANIFEST, manifest);
        assertTrue(registry.manifest("app", "1").isEmpty());
        image().pushManifest(MediaType.INDEX, manifest);
        assertArrayEquals(manifest, registry.manifest("app", "1").orElseThrow());
        assertEquals(
                List.of("PUT /v2/app/manifests/" + Digest.sha256Of(manifest), "PUT /v2/app/manifests/1"),
                registry.log().stream().filter(line -> line.startsWith("PUT")).toList());
    }

    @Test
    void manifestThatTheRegistryChangedIsRefused() {
        registry.when(
                "PUT",
                ".*/manifests/.*",
                1,
                call -> call.with(
                                "Docker-Content-Digest",
                                Digest.sha256Of(new byte[1]).toString())
                        .send(201, new byte[0]));
        String message = failure(() -> image().pushManifest(MediaType.MANIFEST, new byte[] {'{', '}'}));
        assertTrue(message.contains("digest that the registry stored: expected sha256:"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "other", "sha256:other", "sha512:00", "sha256:"})
    void digestThatIsNoneSaysNothing(String digest) throws IOException {
        registry.when(
                "PUT",
                ".*/manifests/.*",
                1,
                call -> call.with("Docker-Content-Digest", digest).send(201, new byte[0]));
        image().pushManifest(MediaType.MANIFEST, new byte[] {'{', '}'});
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "many", "99999999999999999999"})
    void leastChunkThatIsNoneSaysNothing(String length) throws IOException {
        registry.when("POST", ".*", 1, call -> {
            call.with("OCI-Chunk-Min-Length", length);
            inOrder().react(call);
        });
        push();
        assertPushed();
    }
}
