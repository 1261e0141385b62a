// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.RegistryRuns.app;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.FakeRegistry;
import io.github.imagesquash.fixture.RegistryQuirk;
import io.github.imagesquash.report.SquashReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each row of docs/registries.md that is no error: pulled from and pushed to a registry that answers so. */
class RegistryMatrixTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    @DisplayName("an image is pulled and pushed whole, with the digest that is reported")
    void imageIsPulledAndPushed(RegistryQuirk quirk) throws IOException {
        try (FakeRegistry registry = FakeRegistry.open()) {
            registry.hold("app", "1", ArchiveDialect.BUILDX_OCI, app(Compression.GZIP))
                    .with(quirk);
            RegistryRuns runs = new RegistryRuns(registry, directory);
            SquashReport report = runs.squash("app:1", "app:small", "mirror/app:small");
            assertPushed(registry, "app", report);
            assertPushed(registry, "mirror/app", report);
            assertEquals(List.of("t/", "t/a=new"), runs.toArchive(runs.source("app:small")));
            assertTrue(registry.log().size() < 100, () -> registry.log().size() + " requests");
        }
    }

    private static void assertPushed(FakeRegistry registry, String path, SquashReport report) throws IOException {
        JsonNode manifest = JSON.readTree(registry.manifest(path, "small").orElseThrow());
        assertTrue(registry.manifest(path, report.after().manifestDigest().orElseThrow())
                .isEmpty());
        assertTrue(registry.blob(path, manifest.at("/config/digest").asText()).isPresent());
        assertTrue(registry.blob(path, manifest.at("/layers/0/digest").asText()).isPresent());
    }
}
