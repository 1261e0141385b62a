// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import static io.github.imagesquash.fixture.RegistryCall.cutAfter;
import static io.github.imagesquash.fixture.RegistryCall.cutUploadAfter;
import static io.github.imagesquash.fixture.RegistryCall.inOrder;
import static io.github.imagesquash.fixture.RegistryCall.refusal;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.fixture.FakeRegistry;
import io.github.imagesquash.fixture.QuickRetries;
import io.github.imagesquash.fixture.RegistryCall.Reaction;
import io.github.imagesquash.fixture.RegistryDoor;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.MediaType;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A token that expires between two requests of a run, sooner than it was said to: another one is asked for. */
class TokenExpiryTest {
    private static final Retries QUICK = QuickRetries.of(3);
    private static final String BLOBS = ".*/blobs/sha256:.*";
    private static final String UPLOADS = ".*/blobs/uploads/.*";

    @TempDir
    Path directory;

    private final byte[] content = new byte[20 << 20];
    private final AtomicLong metered = new AtomicLong();
    private final RegistryDoor door = RegistryDoor.tokens("me:secret", Integer.MAX_VALUE);
    private FakeRegistry registry;
    private RegistryClient client;
    private Path login;
    private Digest digest;

    @BeforeEach
    void open() throws IOException {
        new Random(1).nextBytes(content);
        digest = Digest.sha256Of(content);
        registry = FakeRegistry.behind(door);
        login = directory.resolve("config.json");
        String auth = Base64.getEncoder().encodeToString("me:secret".getBytes(StandardCharsets.UTF_8));
        Files.writeString(login, "{\"auths\":{\"" + registry.domain() + "\":{\"auth\":\"" + auth + "\"}}}");
        client = new RegistryClient(RegistryAccess.ANONYMOUS
                .withCredentials(new CredentialFiles(List.of(login), ""))
                .withRetries(QUICK));
    }

    @AfterEach
    void close() {
        client.close();
        registry.close();
    }

    private ImageAddress address() {
        return ImageAddress.parse(registry.name("app:1"));
    }

    private byte[] pulled() throws IOException {
        Descriptor blob = new Descriptor(MediaType.NONE, digest, content.length);
        return client.pull(address()).blob(blob).stream().readAllBytes();
    }

    private void push() throws IOException {
        Path file = Files.write(directory.resolve("blob"), content);
        try (FileChannel channel = FileChannel.open(file)) {
            RemoteImage image = client.push(address());
            image.push(
                    digest,
                    content.length,
                    () -> new FileRegion(channel, 0, content.length),
                    List.of(),
                    metered::addAndGet);
            image.pushManifest(MediaType.MANIFEST, "{}".getBytes(StandardCharsets.UTF_8));
        }
    }

    private void assertPushed() {
        assertArrayEquals(content, registry.blob("app", digest.toString()).orElseThrow());
        assertEquals("{}", new String(registry.manifest("app", "1").orElseThrow(), StandardCharsets.UTF_8));
        assertEquals(content.length, metered.get());
    }

    /** Tokens have expired when the request comes. */
    private Reaction expired() {
        return call -> {
            door.expireTokens();
            inOrder().react(call);
        };
    }

    @Test
    void betweenTwoDownloads() throws IOException {
        registry.holdBlob("app", content);
        pulled();
        door.expireTokens();
        assertArrayEquals(content, pulled());
        assertEquals(2, door.asked().size());
    }

    @Test
    void betweenTheBeginningOfADownloadAndItsRest() throws IOException {
        registry.holdBlob("app", content);
        registry.when("GET", BLOBS, 1, cutAfter(1 << 20)).when("GET", BLOBS, 1, expired());
        assertArrayEquals(content, pulled());
        assertEquals(2, door.asked().size());
    }

    @ParameterizedTest
    @CsvSource({"HEAD, " + BLOBS, "POST, " + UPLOADS, "PUT, " + UPLOADS, "PUT, .*/manifests/1"})
    void beforeARequestOfAPush(String method, String path) throws IOException {
        registry.when(method, path, 1, expired());
        push();
        assertPushed();
        assertEquals(2, door.asked().size());
        assertEquals(0, registry.count("PATCH .*"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void beforeAChunk(int earlier) throws IOException {
        registry.when("PUT", UPLOADS, 1, refusal(413, "SIZE_INVALID", "too much at once"))
                .when("PATCH", UPLOADS, earlier, inOrder())
                .when("PATCH", UPLOADS, 1, expired());
        push();
        assertPushed();
        assertEquals(2, registry.count("POST .*"), "one for all at once, one for the chunks: it went on");
    }

    @Test
    void beforeTheEndOfAnUploadInChunks() throws IOException {
        registry.when("PUT", UPLOADS, 1, refusal(413, "SIZE_INVALID", "too much at once"))
                .when("PUT", UPLOADS, 1, expired());
        push();
        assertPushed();
    }

    @Test
    void whileAChunkIsBroken() throws IOException {
        registry.when("PUT", UPLOADS, 1, refusal(413, "SIZE_INVALID", "too much at once"))
                .when("PATCH", UPLOADS, 1, cutUploadAfter(3 << 20))
                .when("GET", UPLOADS, 1, expired());
        push();
        assertPushed();
    }

    /** As servers written in Go do: they answer, and close the connection on what is still coming. */
    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH"})
    void whereTheRegistryDoesNotWaitForTheRestOfWhatIsSent(String method) throws IOException {
        if (method.equals("PATCH")) {
            registry.when("PUT", UPLOADS, 1, refusal(413, "SIZE_INVALID", "too much at once"));
        }
        registry.when(method, UPLOADS, 1, call -> {
            door.expireTokens();
            call.with("WWW-Authenticate", "Bearer realm=\"x\"").send(401, new byte[0]);
        });
        push();
        assertPushed();
    }

    @Test
    void whileSeveralDownloadsGoOn() throws Exception {
        registry.holdBlob("app", content);
        pulled();
        int downloads = 4;
        CyclicBarrier allAsked = new CyclicBarrier(downloads, door::expireTokens);
        registry.when("GET", BLOBS, downloads, call -> {
            await(allAsked);
            inOrder().react(call);
        });
        try (ExecutorService threads = Executors.newFixedThreadPool(downloads)) {
            List<Future<byte[]>> all = new ArrayList<>();
            for (int i = 0; i < downloads; i++) {
                all.add(threads.submit(this::pulled));
            }
            for (Future<byte[]> one : all) {
                assertArrayEquals(content, one.get());
            }
        }
        assertEquals(2, door.asked().size(), "one new token serves all");
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void tokenThatIsNotRenewedIsSaidToBeRefusedForThisImage() throws IOException {
        registry.holdBlob("app", content);
        pulled();
        door.refuseTokens();
        assertEquals(
                address() + ": access denied: the credentials from " + login + " refused by " + registry.domain()
                        + ", which answered 401 UNAUTHORIZED: wrong name or password",
                assertThrows(IOException.class, this::pulled).getMessage());
    }
}
