// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.RegistryRuns.app;
import static io.github.imagesquash.fixture.RegistryCall.inOrder;
import static io.github.imagesquash.fixture.RegistryCall.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.FakeRegistry;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.ManifestFormat;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Encoding;
import io.github.imagesquash.request.LayerChoice;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Registries that take Docker's media types only, and those who want them. */
@DisplayName("C6")
class DockerFormatTest {
    private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

    @TempDir
    Path directory;

    private final FakeRegistry registry = FakeRegistry.open();
    private RegistryRuns runs;

    @BeforeEach
    void registryRuns() {
        runs = new RegistryRuns(registry, directory);
        registry.hold("app", "1", ArchiveDialect.BUILDX_OCI, app(Compression.GZIP));
    }

    @AfterEach
    void close() {
        registry.close();
    }

    private Destination in(ManifestFormat format) {
        Destination.Registry plain = (Destination.Registry) runs.destination("app:small");
        return new Destination.Registry(plain.addresses(), plain.access(), format);
    }

    private void refuseOci(int status, String code) {
        registry.always(
                "PUT",
                ".*/manifests/.*",
                call -> (call.header("Content-Type").contains(".oci.") ? refusal(status, code, "not these") : inOrder())
                        .react(call));
    }

    private void assertDocker(SquashReport report) throws IOException {
        byte[] manifest = registry.manifest("app", "small").orElseThrow();
        String text = new String(manifest, StandardCharsets.UTF_8);
        assertFalse(text.contains("vnd.oci"), text);
        assertTrue(text.contains("application/vnd.docker.container.image.v1+json"), text);
        assertTrue(text.contains("application/vnd.docker.image.rootfs.diff.tar.gzip"), text);
        assertEquals(MANIFEST, registry.manifestType("app", "small"));
        assertEquals(
                Digest.sha256Of(manifest).toString(),
                report.after().manifestDigest().orElseThrow());
        assertEquals(Digest.sha256Of(manifest), report.descriptor().digest());
        assertEquals(MANIFEST, report.descriptor().mediaType().text());
        assertEquals(List.of("t/", "t/a=new"), runs.toArchive(runs.source("app:small")));
    }

    @Test
    @DisplayName("asked for, all types are Docker's, and the report has that manifest's digest")
    void formatThatIsAskedFor() throws IOException {
        SquashReport report = runs.run(runs.source("app:1"), in(ManifestFormat.DOCKER));
        assertDocker(report);
        assertEquals(List.of(), report.warnings());
        assertEquals(0, registry.count("PUT .*/manifests/.*") - 1);
    }

    @ParameterizedTest
    @DisplayName("a registry that refuses OCI's types gets Docker's, with a warning")
    @CsvSource({
        "400, MANIFEST_INVALID",
        "415, UNSUPPORTED",
        "400, UNSUPPORTED",
        "404, TAG_INVALID",
        "406, UNKNOWN",
        "422, MANIFEST_INVALID",
        "405, UNSUPPORTED"
    })
    void refusedFormatBecomesTheOther(int status, String code) throws IOException {
        refuseOci(status, code);
        SquashReport report = runs.run(runs.source("app:1"), in(ManifestFormat.AS_ACCEPTED));
        assertDocker(report);
        assertEquals(
                List.of(Warning.Kind.DOCKER_FORMAT),
                report.warnings().stream().map(tally -> tally.first().kind()).toList());
    }

    @Test
    @DisplayName("kept layers are relabelled too")
    void keptLayersAreRelabelled() throws IOException {
        SquashRequest request = SquashRequest.of(runs.source("app:1"), in(ManifestFormat.DOCKER))
                .withLayers(new LayerChoice.Upper(1))
                .withSettings(settings -> settings.withTemporaryDirectory(directory));
        Squash.run(request, ProgressListener.NONE);
        String text = new String(registry.manifest("app", "small").orElseThrow(), StandardCharsets.UTF_8);
        assertEquals(3, text.split("vnd.docker.image.rootfs.diff.tar.gzip", -1).length, text);
    }

    @Test
    @DisplayName("--format oci does not give way")
    void ociDoesNotGiveWay() {
        refuseOci(415, "UNSUPPORTED");
        IOException failure =
                assertThrows(IOException.class, () -> runs.run(runs.source("app:1"), in(ManifestFormat.OCI)));
        assertTrue(failure.getMessage().endsWith("answered 415 UNSUPPORTED: not these"), failure.getMessage());
    }

    @Test
    @DisplayName("a registry that refuses both is quoted with its first refusal")
    void bothRefused() {
        registry.always("PUT", ".*/manifests/.*", refusal(400, "MANIFEST_INVALID", "never"));
        assertTrue(runs.failure("app:1", "app:small").endsWith("answered 400 MANIFEST_INVALID: never"));
    }

    @Test
    @DisplayName("zstd layers, for which Docker has no type, are refused by name")
    void zstdIsRefused() {
        SquashRequest request = SquashRequest.of(runs.source("app:1"), in(ManifestFormat.DOCKER))
                .withEncoding(new Encoding.Chosen(Compression.ZSTD, 3))
                .withSettings(settings -> settings.withTemporaryDirectory(directory));
        String message = assertThrows(UnmetRequestException.class, () -> Squash.run(request, ProgressListener.NONE))
                .getMessage();
        assertTrue(
                message.contains("layer 1 (sha256:")
                        && message.contains(
                                "Docker's format has no name for application/vnd.oci.image.layer.v1.tar+zstd"),
                message);
        assertTrue(registry.manifest("app", "small").isEmpty());
    }
}
