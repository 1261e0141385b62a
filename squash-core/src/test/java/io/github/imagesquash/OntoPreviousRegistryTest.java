// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.PreviousRuns.today;
import static io.github.imagesquash.PreviousRuns.yesterday;
import static io.github.imagesquash.fixture.ImageBuilder.image;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.FakeRegistry;
import io.github.imagesquash.read.WantedImage;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.BaseImage;
import io.github.imagesquash.request.GroupingChoice;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Safeguards;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent to a registry that has the previous image. */
class OntoPreviousRegistryTest {
    @TempDir
    Path directory;

    private final FakeRegistry registry = FakeRegistry.open();
    private RegistryRuns runs;

    @BeforeEach
    void registryHasBoth() {
        runs = new RegistryRuns(registry, directory);
        registry.hold("build", "2", ArchiveDialect.BUILDX_DOCKER, image("app:1").layer(today(), Compression.GZIP));
        registry.hold("app", "1", ArchiveDialect.BUILDX_DOCKER, image("app:1").layer(yesterday(), Compression.GZIP));
    }

    @AfterEach
    void close() {
        registry.close();
    }

    private SquashReport squash(String to) throws IOException {
        BaseImage previous = new BaseImage("app:1", runs.source("app:1"), WantedImage.ONLY);
        SquashRequest request = SquashRequest.of(runs.source("build:2"), runs.destination(to))
                .withGrouping(new GroupingChoice.OntoPrevious(previous, 32))
                .withSafeguards(Safeguards.NONE)
                .withSettings(settings -> settings.withTemporaryDirectory(directory));
        return Squash.run(request, ProgressListener.NONE).only();
    }

    @Test
    @DisplayName("a kept layer comes once, and is not sent: the config and the new layer are")
    void keptLayersAreNotSent() throws IOException {
        String kept = squash("app:2").result().getFirst().digest();
        assertEquals(2, registry.count("PUT .*/blobs/.*"));
        assertEquals(2, registry.count("GET /v2/app/blobs/" + kept), "its first bytes, and all of it");
        assertEquals(0, registry.count("PUT .*" + kept + ".*"));
    }

    @Test
    void keptLayersAreMountedFromTheRepositoryOfThePreviousImage() throws IOException {
        String kept = squash("small:2").result().getFirst().digest();
        assertEquals(1, registry.count("POST /v2/small/blobs/uploads/\\?mount=" + kept + "&from=app"));
        assertEquals(2, registry.count("PUT .*/blobs/.*"));
    }
}
