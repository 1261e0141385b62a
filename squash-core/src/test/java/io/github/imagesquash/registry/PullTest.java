// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import static io.github.imagesquash.fixture.RegistryCall.cutAfter;
import static io.github.imagesquash.fixture.RegistryCall.inOrder;
import static io.github.imagesquash.fixture.RegistryCall.redirect;
import static io.github.imagesquash.fixture.RegistryCall.text;
import static io.github.imagesquash.fixture.RegistryCall.whole;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.RegistryQuirk;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What is read from a registry, and what is done when it is forgetful or cut off. */
class PullTest extends PullTests {
    @Test
    void manifestIsFoundByTagAndByDigest() throws IOException {
        byte[] manifest = "{\"schemaVersion\":2}".getBytes(StandardCharsets.UTF_8);
        registry.holdManifest("app", "1", MediaType.MANIFEST.text(), manifest);
        assertArrayEquals(manifest, image().manifest().bytes());
        assertEquals(Digest.sha256Of(manifest), image().manifest().digest());
        assertArrayEquals(manifest, image().manifest(Digest.sha256Of(manifest)).bytes());
    }

    @Test
    void manifestWithOtherDigestThanAskedForIsRefused() {
        Digest wanted = Digest.sha256Of(new byte[0]);
        registry.when("GET", ".*/manifests/.*", 1, text(200, MediaType.MANIFEST.text(), "{\"schemaVersion\":2}"));
        String message = failure(() -> image().manifest(wanted));
        assertTrue(message.contains("digest of the manifest: expected " + wanted + ", found sha256:"), message);
    }

    @Test
    void bytesThatAreSkippedFirstAreNotRequested() throws IOException {
        List<String> ranges = new CopyOnWriteArrayList<>();
        registry.always("GET", BLOBS, call -> {
            ranges.add(call.header("Range"));
            inOrder().react(call);
        });
        try (InputStream in = image().blob(descriptor).stream()) {
            in.skipNBytes(90_000);
            assertArrayEquals(Arrays.copyOfRange(content, 90_000, 90_010), in.readNBytes(10));
        }
        assertEquals(List.of("bytes=90000-99999"), ranges);
    }

    @Test
    void aRegistryThatSendsNoPartsSendsWhatIsSkippedToo() throws IOException {
        registry.with(RegistryQuirk.RANGE_IGNORED);
        try (InputStream in = image().blob(descriptor).stream()) {
            in.skipNBytes(99_000);
            assertArrayEquals(Arrays.copyOfRange(content, 99_000, 100_000), in.readAllBytes());
        }
    }

    @Test
    void unknownImageIsNamedWithTheAnswer() {
        assertEquals(
                "docker://" + registry.name("app:1")
                        + ": there is no such image; the registry answered 404 MANIFEST_UNKNOWN: manifest unknown",
                failure(() -> image().manifest()));
    }

    @Test
    void missingBlobIsNamedWithTheAnswer() {
        descriptor = new Descriptor(MediaType.NONE, Digest.sha256Of(new byte[1]), 1);
        assertEquals(
                "docker://" + registry.name("app:1") + ": blob "
                        + descriptor.digest().shortForm() + ": " + registry.domain()
                        + " answered 404 BLOB_UNKNOWN: blob unknown to registry",
                failure(this::blob));
    }

    @Test
    void downloadGoesOnWhereTheConnectionBroke() throws IOException {
        registry.when("GET", BLOBS, 1, cutAfter(60_000));
        assertArrayEquals(content, blob());
        assertEquals(2, registry.count("GET .*/blobs/.*"));
    }

    @Test
    void registryWithoutRangesSendsAllAgain() throws IOException {
        registry.when("GET", BLOBS, 1, cutAfter(60_000)).when("GET", BLOBS, 1, whole());
        assertArrayEquals(content, blob());
    }

    @Test
    void connectionThatBreaksAgainAndAgainIsGivenUp() {
        registry.when("GET", BLOBS, 99, cutAfter(0));
        String message = failure(this::blob);
        assertTrue(message.startsWith("docker://" + registry.name("app:1") + ": blob sha256:"), message);
        assertTrue(message.contains("connection lost after 0 of 100000 bytes, 3 times in a row"), message);
    }

    @Test
    void headIsAskedForAlone() throws IOException {
        byte[] head = image().blob(descriptor).head(10);
        assertArrayEquals(Arrays.copyOf(content, 10), head);
    }

    @Test
    void answerOfAnotherPartIsNotTaken() throws IOException {
        registry.when("GET", BLOBS, 1, cutAfter(60_000))
                .when(
                        "GET",
                        BLOBS,
                        1,
                        call -> call.with("Content-Range", "bytes 20000-20009/100000")
                                .send(206, new byte[10]));
        assertArrayEquals(content, blob());
    }

    @Test
    void partThatNobodyAskedForIsNotTaken() throws IOException {
        registry.when(
                "GET",
                BLOBS,
                1,
                call -> call.with("Content-Range", "bytes 20000-20009/100000").send(206, new byte[10]));
        assertArrayEquals(content, blob());
    }

    @Test
    void redirectIsFollowed() throws IOException {
        registry.holdBlob("store", content);
        registry.when("GET", "/v2/app/blobs/.*", 1, redirect("/v2/store/blobs/" + descriptor.digest()));
        assertArrayEquals(content, blob());
    }

    @Test
    void serverThatIsNoRegistryIsRefused() {
        registry.when("GET", "/v2/", 2, text(404, "text/html", "<h1>Not found</h1>"));
        assertEquals(
                "docker://" + registry.name("app:1") + ": " + registry.domain()
                        + " is not a registry: it answered 404 to GET /v2/",
                failure(this::image));
    }

    @Test
    void nobodyListening() {
        registry.close();
        String message = failure(this::image);
        assertTrue(message.endsWith(registry.domain() + ": no connection: refused"), message);
    }
}
