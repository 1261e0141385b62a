// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagesquash.message.InvalidImageException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The manifest, index and {@code manifest.json} that an output archive carries, and that they are read back. */
class WrittenDocumentsTest {
    private static final Digest CONFIG = new Digest("sha256", "a".repeat(64));
    private static final Digest LAYER = new Digest("sha256", "b".repeat(64));
    private static final List<Reference> NAMES =
            List.of(Reference.parse("app:1"), Reference.parse("quay.io/lab/app:2"));
    private static final Manifest MANIFEST = new Manifest(
            new Descriptor(MediaType.CONFIG, CONFIG, 7),
            List.of(new Descriptor(MediaType.layer("+gzip"), LAYER, 9)),
            Map.of("z", "1", "a", "2"));

    @Test
    void manifestNamesConfigLayersAndAnnotations() {
        assertEquals(
                "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":{\"mediaType\":"
                        + "\"application/vnd.oci.image.config.v1+json\",\"digest\":\"" + CONFIG
                        + "\",\"size\":7},\"layers\":[{"
                        + "\"mediaType\":\"application/vnd.oci.image.layer.v1.tar+gzip\",\"digest\":\"" + LAYER
                        + "\",\"size\":9}],\"annotations\":{\"a\":\"2\",\"z\":\"1\"}}",
                text(MANIFEST.bytes()));
    }

    @Test
    void manifestIsReadBack() throws InvalidImageException {
        assertEquals(MANIFEST, Manifest.parse(MANIFEST.bytes(), "manifest"));
    }

    @Test
    void manifestsDescriptorIsOfItsBytes() {
        assertEquals(
                new Descriptor(MediaType.MANIFEST, Digest.sha256Of(MANIFEST.bytes()), MANIFEST.bytes().length),
                MANIFEST.descriptor());
    }

    @Test
    void indexHasAnEntryForEachName() {
        Descriptor manifest =
                new Descriptor(MediaType.MANIFEST, CONFIG, 7).withPlatform(Platform.parse("linux/arm/v7"));
        String entry = "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\"" + CONFIG
                + "\",\"size\":7,\"platform\":{\"architecture\":\"arm\",\"os\":\"linux\",\"variant\":\"v7\"},\"annotations\":{"
                + "\"io.containerd.image.name\":\"%s\",\"org.opencontainers.image.ref.name\":\"%s\"}}";

        assertEquals(
                "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":["
                        + entry.formatted("docker.io/library/app:1", "1") + ","
                        + entry.formatted("quay.io/lab/app:2", "2") + "]}",
                text(Index.ofImage(manifest, NAMES).bytes()));
    }

    @Test
    void indexOfImageWithoutNameHasOneEntry() {
        Descriptor manifest = new Descriptor(MediaType.MANIFEST, CONFIG, 7);

        assertEquals(List.of(manifest), Index.ofImage(manifest, List.of()).manifests());
    }

    @Test
    void indexIsReadBack() throws InvalidImageException {
        Index index = Index.ofImage(MANIFEST.descriptor(), NAMES);

        assertEquals(index, Index.parse(index.bytes(), "index"));
    }

    @Test
    void dockerManifestHasFullNames() {
        assertEquals(
                "[{\"Config\":\"blobs/sha256/" + CONFIG.hex() + "\",\"RepoTags\":[\"docker.io/library/app:1\","
                        + "\"quay.io/lab/app:2\"],\"Layers\":[\"blobs/sha256/" + LAYER.hex() + "\"]}]",
                text(DockerManifest.ofBlobs(CONFIG, NAMES, List.of(LAYER)).bytes()));
    }

    @Test
    void dockerManifestIsReadBack() throws InvalidImageException {
        DockerManifest item = DockerManifest.ofBlobs(CONFIG, NAMES, List.of(LAYER));

        assertEquals(List.of(item), DockerManifest.parse(OciJson.read(item.bytes(), "x"), "x"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | doc: \"config\" is missing",
                "{\"schemaVersion\":1} | doc: this is a manifest of schema 1, as Docker before 1.10 wrote it; convert it with skopeo copy --format v2s2, or pull and push it with podman",
                "{\"schemaVersion\":3} | doc: schemaVersion: expected 2, found 3",
                "{\"schemaVersion\":2,\"manifests\":[]} | doc: has \"manifests\", which a manifest must not have",
                "{\"schemaVersion\":2} | doc: \"config\" is missing",
                "{\"schemaVersion\":2,\"config\":{}} | doc: config: \"digest\" is missing",
                "{\"schemaVersion\":2,\"config\":{\"digest\":\"sha256:../x\"}} | doc: config: \"digest\": wrong number of hex digits for sha256: expected 64, found 4",
                "{\"schemaVersion\":2,\"layers\":{}} | doc: \"layers\": expected an array, found an object",
            })
    void impossibleManifestIsRefused(String json, String message) {
        assertEquals(
                message,
                assertThrows(
                                InvalidImageException.class,
                                () -> Manifest.parse(json.getBytes(StandardCharsets.UTF_8), "doc"))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"schemaVersion\":2,\"layers\":[]} | doc: has \"layers\", which an index must not have",
                "{\"schemaVersion\":2,\"manifests\":[{\"digest\":\"sha512:00\"}]} | doc: manifests[0]: \"digest\": wrong number of hex digits for sha512: expected 128, found 2",
                "{\"schemaVersion\":2,\"manifests\":[7]} | doc: \"manifests[0]\": expected an object, found a number",
            })
    void impossibleIndexIsRefused(String json, String message) {
        assertEquals(
                message,
                assertThrows(
                                InvalidImageException.class,
                                () -> Index.parse(json.getBytes(StandardCharsets.UTF_8), "doc"))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource({"-1, -1", "1.5, 1.5", "99999999999999999999, 99999999999999999999", "null, ''"})
    void impossibleSizeIsRefused(String size, String shown) {
        String json = "{\"schemaVersion\":2,\"config\":{\"digest\":\"" + CONFIG + "\",\"size\":" + size + "}}";
        String problem = shown.isEmpty() ? "\"size\" is missing" : "\"size\": expected a size in bytes, found " + shown;

        assertEquals(
                "doc: config: " + problem,
                assertThrows(
                                InvalidImageException.class,
                                () -> Manifest.parse(json.getBytes(StandardCharsets.UTF_8), "doc"))
                        .getMessage());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
