// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.PlatformsRun.report;
import static io.github.imagesquash.PlatformsRun.request;
import static io.github.imagesquash.PlatformsRun.run;
import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.Blobs;
import io.github.imagesquash.fixture.FakeRegistry;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.Squashing;
import io.github.imagesquash.fixture.WrittenArchive;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.read.WantedImage;
import io.github.imagesquash.registry.ImageAddress;
import io.github.imagesquash.registry.RegistryAccess;
import io.github.imagesquash.report.IndexReport;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Selection;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index goes in and an index comes out: each platform is squashed. */
class AllPlatformsTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final ImageBuilder amd64 =
            image("app:1").layer(layer().file("f", "x")).layer(layer().file("arch", "amd64"));
    private final ImageBuilder arm64 = image("app:1")
            .platform("linux", "arm64")
            .layer(layer().file("f", "x"))
            .layer(layer().whiteout("f").file("arch", "arm64"));

    private static WrittenArchive squash(ImageBuilder... images) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        run(ArchiveDialect.BUILDX_OCI.members(images), new Destination.Stream(out));
        return WrittenArchive.of(out.toByteArray());
    }

    private static JsonNode nested(WrittenArchive archive) throws IOException {
        JsonNode entries = archive.json("index.json").get("manifests");
        assertEquals(1, entries.size());
        return JSON.readTree(archive.blob(entries.get(0)));
    }

    @Test
    void indexListsEachPlatformWithOneLayer() throws IOException {
        WrittenArchive archive = squash(amd64, arm64);
        JsonNode manifests = nested(archive).get("manifests");
        assertEquals(2, manifests.size());
        assertEquals("amd64", manifests.at("/0/platform/architecture").asText());
        assertEquals("arm64", manifests.at("/1/platform/architecture").asText());
        for (JsonNode descriptor : manifests) {
            JsonNode manifest = JSON.readTree(archive.blob(descriptor));
            assertEquals(1, manifest.get("layers").size());
            JsonNode config = JSON.readTree(archive.blob(manifest.get("config")));
            assertEquals(
                    descriptor.at("/platform/architecture").asText(),
                    config.get("architecture").asText());
        }
    }

    @Test
    void indexIsPushedWithEachPlatformAndPulledAgain() throws IOException {
        try (FakeRegistry registry = FakeRegistry.open()) {
            ImageAddress address = ImageAddress.parse(registry.name("team/app:2"));
            run(
                    ArchiveDialect.BUILDX_OCI.members(amd64, arm64),
                    new Destination.Registry(List.of(address), RegistryAccess.ANONYMOUS));
            JsonNode index = JSON.readTree(registry.manifest("team/app", "2").orElseThrow());
            assertEquals(2, index.get("manifests").size());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            IndexReport pulled = Squashing.runAll(
                    SquashRequest.of(
                            new Source.Registry(address, RegistryAccess.ANONYMOUS), new Destination.Stream(out)),
                    ProgressListener.NONE);
            assertEquals(
                    List.of("linux/amd64", "linux/arm64"),
                    pulled.images().stream().map(SquashReport::platform).toList());
            assertTrue(pulled.images().stream().allMatch(SquashReport::verified));
            assertEquals(
                    2,
                    nested(WrittenArchive.of(out.toByteArray()))
                            .get("manifests")
                            .size());
        }
    }

    @Test
    void eachBlobHasTheDigestThatItIsNamedBy() throws IOException {
        squash(amd64, arm64).members().forEach((name, content) -> {
            if (name.startsWith("blobs/")) {
                assertEquals("blobs/sha256/" + Blobs.hex(content), name);
            }
        });
    }

    @Test
    void platformIsSquashedAsItIsAlone() throws IOException {
        ByteArrayOutputStream alone = new ByteArrayOutputStream();
        SquashRequest request = request(ArchiveDialect.BUILDX_OCI.members(amd64, arm64), new Destination.Stream(alone))
                .withSelection(new Selection.OneImage(WantedImage.ONLY.on(Platform.parse("linux/arm64"))));
        SquashReport one = Squash.run(request, ProgressListener.NONE).only();
        IndexReport all = report(ArchiveDialect.BUILDX_OCI.members(amd64, arm64));
        assertEquals(one.after(), all.images().get(1).after());
        assertEquals(one.layers(), all.images().get(1).layers());
    }

    @Test
    void dockersListHasTheFirstPlatform() throws IOException {
        WrittenArchive archive = squash(arm64, amd64);
        assertEquals(1, archive.json("manifest.json").size());
        JsonNode config = JSON.readTree(archive.members()
                .get(archive.json("manifest.json").at("/0/Config").asText()));
        assertEquals("arm64", config.get("architecture").asText());
        assertEquals(
                "docker.io/library/app:1",
                archive.json("manifest.json").at("/0/RepoTags/0").asText());
    }

    @Test
    void layerThatPlatformsShareIsStoredOnce() throws IOException {
        ImageBuilder here = image("app:1").layer(layer().file("f", "same"));
        ImageBuilder there = image("app:1").platform("linux", "s390x").layer(layer().file("f", "same"));
        WrittenArchive archive = squash(here, there, arm64);
        long layers = archive.members().keySet().stream()
                .filter(name -> name.startsWith("blobs/"))
                .count();
        assertEquals(1 + 3 + 3 + 2, layers);
        assertEquals(archive.headers().size(), archive.members().size());
    }

    @Test
    void sameInputGivesTheSameBytes() throws IOException {
        assertArrayEquals(bytes(), bytes());
    }

    private byte[] bytes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        run(ArchiveDialect.BUILDX_OCI.members(amd64, arm64), new Destination.Stream(out));
        return out.toByteArray();
    }

    @Test
    void archiveWithAnIndexIsReadAgain() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        run(ArchiveDialect.BUILDX_OCI.members(amd64, arm64), new Destination.Stream(out));
        SquashRequest again = SquashRequest.of(
                new Source.Stream(new ByteArrayInputStream(out.toByteArray()), "new.tar"),
                new Destination.Stream(new ByteArrayOutputStream()));
        IndexReport report = Squashing.runAll(again, ProgressListener.NONE);
        assertEquals(2, report.images().size());
        assertEquals(List.of("docker.io/library/app:1"), report.tags());
        assertEquals(List.of(), report.warnings());
    }

    @Test
    void onePlatformGivesAPlainImage() throws IOException {
        WrittenArchive archive = squash(amd64);
        assertEquals(1, archive.manifest().get("layers").size());
    }

    @Test
    void layoutAndDirHoldTheIndex(@TempDir Path directory) throws IOException {
        Path layout = directory.resolve("layout");
        IndexReport report =
                run(ArchiveDialect.BUILDX_OCI.members(amd64, arm64), new Destination.Layout(layout, "all"));
        String digest = report.descriptor().digest().toString();
        JsonNode entry = JSON.readTree(layout.resolve("index.json").toFile()).at("/manifests/0");
        assertEquals(digest, entry.get("digest").asText());
        assertEquals(
                "all",
                entry.at("/annotations/org.opencontainers.image.ref.name").asText());

        Path dir = directory.resolve("dir");
        run(ArchiveDialect.BUILDX_OCI.members(amd64, arm64), new Destination.Dir(dir));
        assertEquals(digest, Blobs.digest(Files.readAllBytes(dir.resolve("manifest.json"))));
        SquashRequest again =
                SquashRequest.of(new Source.Archive(dir), new Destination.Archive(directory.resolve("again.tar")));
        assertEquals(2, Squashing.runAll(again, ProgressListener.NONE).images().size());
    }
}
