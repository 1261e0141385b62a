// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import static io.github.imagesquash.fixture.RegistryCall.cutUploadAfter;
import static io.github.imagesquash.fixture.RegistryCall.inOrder;
import static io.github.imagesquash.fixture.RegistryCall.lostAnswer;
import static io.github.imagesquash.fixture.RegistryCall.refusal;
import static io.github.imagesquash.fixture.RegistryCall.replacing;
import static io.github.imagesquash.fixture.RegistryCall.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.fixture.FakeRegistry;
import io.github.imagesquash.fixture.QuickRetries;
import io.github.imagesquash.fixture.RegistryCall.Reaction;
import io.github.imagesquash.fixture.RegistryDoor;
import io.github.imagesquash.oci.Digest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads of several chunks to registries that say one thing and do another: they end, and what they leave is known. */
class UploadFaultsTest {
    private static final Retries QUICK = QuickRetries.of(3);
    private static final String UPLOADS = ".*/blobs/uploads/.+";

    @TempDir
    Path directory;

    private final byte[] content = new byte[18 << 20];
    private final Digest digest = digest();
    private RegistryClient client;
    private FileChannel file;

    private Digest digest() {
        new Random(1).nextBytes(content);
        return Digest.sha256Of(content);
    }

    @BeforeEach
    void open() throws IOException {
        client = new RegistryClient(RegistryAccess.ANONYMOUS.withRetries(QUICK));
        file = FileChannel.open(Files.write(directory.resolve("blob"), content));
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        file.close();
    }

    /** Takes no single PUT with a body, and answers chunks so. */
    private static FakeRegistry chunked(Reaction chunks) {
        return FakeRegistry.open()
                .when("PUT", UPLOADS, 1, refusal(405, "UNSUPPORTED", "in chunks only"))
                .always("PATCH", UPLOADS, chunks);
    }

    private void push(FakeRegistry registry, Repository... mirrors) throws IOException {
        client.push(ImageAddress.parse(registry.name("app:1")))
                .push(digest, content.length, () -> new FileRegion(file, 0, content.length), List.of(mirrors), _ -> {});
    }

    private String failure(FakeRegistry registry) {
        return assertThrows(RegistryException.class, () -> push(registry)).getMessage();
    }

    private void assertPushed(FakeRegistry registry) throws IOException {
        push(registry);
        assertArrayEquals(content, registry.blob("app", digest.toString()).orElseThrow());
    }

    @ParameterizedTest
    @DisplayName("S6: whatever Range says, the upload ends, and the final PUT goes")
    @ValueSource(strings = {"0-0", "0-1", "0-18874368", "0-999999999999", "0--1", "nothing", "bytes=0-3"})
    void rangeWithoutSenseIsNotFollowed(String range) throws IOException {
        try (FakeRegistry registry = chunked(replacing("Range", range))) {
            assertPushed(registry);
            assertTrue(registry.log().size() < 40, () -> registry.log().size() + " requests");
        }
    }

    @Test
    @DisplayName("S6: a registry that takes one byte at a time is given up")
    void crawlingRegistryIsGivenUp() {
        AtomicInteger taken = new AtomicInteger();
        try (FakeRegistry registry = chunked(call -> call.with("Location", call.path())
                .with("Range", "0-" + taken.incrementAndGet())
                .send(202, new byte[0]))) {
            String message = failure(registry);
            assertTrue(message.endsWith("the registry took 4 of 18874368 bytes in 3 requests, and no more"), message);
            assertEquals(3, registry.count("PATCH .*"));
        }
    }

    @Test
    @DisplayName("S6: a registry that says yes and stores nothing is found out before the manifest goes")
    void blobIsAskedForAfterwards() {
        try (FakeRegistry registry = FakeRegistry.open().always("PUT", UPLOADS, text(201, "text/plain", ""))) {
            assertEquals(
                    "docker://" + registry.name("app:1") + ": blob " + digest.shortForm()
                            + ": the registry accepted the blob, but does not have it",
                    failure(registry));
            assertTrue(registry.log().size() < 12, registry.log()::toString);
        }
    }

    @Test
    @DisplayName("S6: a mount that did not happen becomes an upload")
    void mountThatDidNotHappenBecomesAnUpload() throws IOException {
        try (FakeRegistry registry = FakeRegistry.open().when("POST", ".*/uploads/", 1, text(201, "text/plain", ""))) {
            push(registry, new Repository(registry.domain(), "base/app"));
            assertArrayEquals(content, registry.blob("app", digest.toString()).orElseThrow());
        }
    }

    @Test
    @DisplayName("S6: an upload that was completed, but whose answer was lost, is not sent again")
    void lostAnswerOfTheFinalPut() throws IOException {
        try (FakeRegistry registry = chunked(inOrder()).when("PUT", UPLOADS, 1, lostAnswer())) {
            assertPushed(registry);
            assertEquals(2, registry.count("PATCH .*"));
        }
    }

    @Test
    @DisplayName("C5: a token server that refuses both scopes at once gets a plain upload with a plain token")
    void jointScopeThatIsRefusedBecomesAPlainUpload() throws IOException {
        RegistryDoor door = RegistryDoor.tokens("", 99).refusingJointScopes();
        try (FakeRegistry registry = FakeRegistry.behind(door).holdBlob("base/app", content)) {
            push(registry, new Repository(registry.domain(), "base/app"));
            assertArrayEquals(content, registry.blob("app", digest.toString()).orElseThrow());
            assertEquals(0, registry.count("POST .*mount=.*"));
        }
    }

    @ParameterizedTest
    @DisplayName("C5: whatever is said against a mount, the blob is sent")
    @ValueSource(ints = {400, 401, 403, 404, 405, 500, 501})
    void refusedMountBecomesAnUpload(int status) throws IOException {
        try (FakeRegistry registry = FakeRegistry.open()
                .always(
                        "POST",
                        ".*/uploads/",
                        call -> (call.query().isEmpty() ? inOrder() : refusal(status, "UNSUPPORTED", "no mounts"))
                                .react(call))) {
            push(registry, new Repository(registry.domain(), "base/app"));
            assertArrayEquals(content, registry.blob("app", digest.toString()).orElseThrow());
        }
    }

    @Test
    @DisplayName("a chunk that broke off in the middle goes on where the registry is")
    void brokenChunkIsResumed() throws IOException {
        try (FakeRegistry registry = FakeRegistry.open()
                .when("PUT", UPLOADS, 1, refusal(411, "UNSUPPORTED", "no"))
                .when("PATCH", UPLOADS, 1, cutUploadAfter(2 << 20))) {
            assertPushed(registry);
            assertEquals(2, registry.count("PATCH .*"));
        }
    }
}
