// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.plan;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.imagesquash.PlatformsRun;
import io.github.imagesquash.Squash;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ArchiveMembers;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.Squashing;
import io.github.imagesquash.fixture.WrittenArchive;
import io.github.imagesquash.group.Grouping;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.read.Platforms;
import io.github.imagesquash.report.BundleReport;
import io.github.imagesquash.report.ImageReport;
import io.github.imagesquash.report.IndexReport;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Safeguards;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many images go into one archive, and come out of one, each under its names. */
class ImageBundleTest {
    private final ImageBuilder app =
            image("app:1").layer(layer().file("base", "x")).layer(layer().file("app", "a"));
    private final ImageBuilder db = image("db:1")
            .layer(layer().file("base", "x"))
            .layer(layer().whiteout("base").file("db", "d"));
    private final ImageBuilder web = image("lab/web:2").layer(layer().file("web", "w"));

    private static SquashRequest request(ArchiveMembers archive, Destination destination) {
        return PlatformsRun.request(archive, destination).withSafeguards(Safeguards.NONE);
    }

    private static BundleReport run(ArchiveMembers archive, Destination destination) throws IOException {
        return Squashing.runEach(request(archive, destination), new Platforms.One(Platform.ANY), ProgressListener.NONE);
    }

    private static byte[] bytes(ArchiveMembers archive) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        run(archive, new Destination.Stream(out));
        return out.toByteArray();
    }

    private static BundleReport report(ArchiveMembers archive) throws IOException {
        return run(archive, new Destination.Stream(new ByteArrayOutputStream()));
    }

    private static BundleReport again(byte[] archive) throws IOException {
        Source source = new Source.Stream(new ByteArrayInputStream(archive), "new.tar");
        return Squashing.runEach(
                SquashRequest.of(source, new Destination.Stream(new ByteArrayOutputStream())),
                new Platforms.One(Platform.ANY),
                ProgressListener.NONE);
    }

    private static List<String> texts(JsonNode list, String pointer) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(item -> item.at(pointer).asText())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DIR")
    void eachImageIsSquashedUnderItsName(ArchiveDialect dialect) throws IOException {
        BundleReport report = report(dialect.members(web, db, app));
        assertEquals(
                List.of("docker.io/lab/web:2", "docker.io/library/app:1", "docker.io/library/db:1"),
                report.tags().stream().sorted().toList());
        assertTrue(report.platforms().stream().allMatch(SquashReport::verified));
        assertTrue(report.platforms().stream().allMatch(image -> image.after().layers() == 1));
    }

    @Test
    void bothListsHaveEachImage() throws IOException {
        WrittenArchive archive = WrittenArchive.of(bytes(ArchiveDialect.DOCKER_25.members(db, app)));
        JsonNode docker = archive.json("manifest.json");
        assertEquals(List.of("docker.io/library/app:1", "docker.io/library/db:1"), texts(docker, "/RepoTags/0"));
        JsonNode entries = archive.json("index.json").get("manifests");
        assertEquals(
                List.of("docker.io/library/app:1", "docker.io/library/db:1"),
                texts(entries, "/annotations/io.containerd.image.name"));
        assertEquals(
                texts(entries, "/annotations/io.containerd.image.name"),
                texts(entries, "/annotations/org.opencontainers.image.ref.name"),
                "tags alone are ambiguous");
        assertEquals(archive.headers().size(), archive.members().size(), "each blob once");
    }

    @Test
    void orderOfTheSourceMakesNoDifference() throws IOException {
        assertArrayEquals(
                bytes(ArchiveDialect.DOCKER_LEGACY.members(app, db, web)),
                bytes(ArchiveDialect.DOCKER_LEGACY.members(web, db, app)));
    }

    @Test
    void resultIsReadAgainAsABundle() throws IOException {
        byte[] first = bytes(ArchiveDialect.DOCKER_25.members(app, db, web));
        assertEquals(3, again(first).images().size());
        assertEquals(List.of(), again(first).warnings());
    }

    @Test
    void imageIsSquashedAsItIsAlone() throws IOException {
        BundleReport bundle = report(ArchiveDialect.DOCKER_25.members(web, db));
        SquashReport alone = Squash.run(
                        request(
                                ArchiveDialect.DOCKER_25.members(db),
                                new Destination.Stream(new ByteArrayOutputStream())),
                        ProgressListener.NONE)
                .only();
        assertEquals(alone.after(), bundle.platforms().getFirst().after());
        assertEquals(alone.tags(), bundle.images().getFirst().tags());
    }

    @Test
    void imageWithTwoNamesIsOneImage() throws IOException {
        ImageBuilder both = image("app:1", "app:2").layer(layer().file("f", "x"));
        for (ArchiveDialect dialect : List.of(ArchiveDialect.DOCKER_LEGACY, ArchiveDialect.DOCKER_25)) {
            BundleReport report = report(dialect.members(both, web));
            assertEquals(2, report.images().size());
            assertEquals(
                    List.of("docker.io/library/app:1", "docker.io/library/app:2"),
                    report.images().getFirst().tags());
        }
    }

    @Test
    void imagesThatBecomeEqualAreStoredOnceUnderAllNames() throws IOException {
        ImageBuilder other = image("db:1").layer(layer().file("f", "x"));
        ImageBuilder same = image("app:1").layer(layer().file("f", "x"));
        same.emptyStep("CMD").config(config -> config.remove("history"));
        other.config(config -> config.remove("history"));
        byte[] bytes = bytes(ArchiveDialect.PODMAN_DOCKER.members(same, other));
        WrittenArchive archive = WrittenArchive.of(bytes);
        assertEquals(1, archive.json("manifest.json").size());
        assertEquals(2, archive.json("manifest.json").at("/0/RepoTags").size());
    }

    @Test
    void imagesWithoutNameStayWithoutName() throws IOException {
        ImageBuilder first = image().layer(layer().file("f", "1"));
        ImageBuilder second = image().layer(layer().file("f", "2"));
        byte[] bytes = bytes(ArchiveDialect.DOCKER_LEGACY.members(first, second, app));
        WrittenArchive archive = WrittenArchive.of(bytes);
        assertEquals(List.of("docker.io/library/app:1", "", ""), texts(archive.json("manifest.json"), "/RepoTags/0"));
        assertEquals(3, again(bytes).images().size());
    }

    @Test
    void bareTagsOfALayoutStay() throws IOException {
        ArchiveMembers layout = ArchiveDialect.PODMAN_OCI
                .members(app, db)
                .edit(
                        "index.json",
                        json -> json.replace("docker.io/library/app:1", "first")
                                .replace("docker.io/library/db:1", "second"));
        byte[] bytes = bytes(layout);
        assertEquals(
                List.of("first", "second"),
                texts(
                        WrittenArchive.of(bytes).json("index.json").get("manifests"),
                        "/annotations/org.opencontainers.image.ref.name"));
        assertEquals(2, again(bytes).images().size());
    }

    @Test
    void oneConfigInTwoCompressionsIsTwoImages() throws IOException {
        byte[] tar = layer().file("f", "x".repeat(2000)).toBytes();
        ImageBuilder gzip = image("app:gzip").layer(tar, Compression.GZIP);
        ImageBuilder zstd = image("app:zstd").layer(tar, Compression.ZSTD);
        ArchiveMembers archive = ArchiveDialect.BUILDX_OCI.members(gzip, zstd);
        assertEquals(1, again(bytes(archive)).images().size(), "stored alike they are the same");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Squashing.runEach(
                request(archive, new Destination.Stream(out)).withGrouping(new Grouping.IntoLayers(1)),
                new Platforms.One(Platform.ANY),
                ProgressListener.NONE);
        assertEquals(
                2,
                again(out.toByteArray()).platforms().stream()
                        .map(image -> image.before().manifestDigest().orElseThrow())
                        .distinct()
                        .count());
    }

    @Test
    void platformIsChosenForEachImage() throws IOException {
        ImageBuilder arm = image("app:1").platform("linux", "arm64").layer(layer().file("arch", "arm64"));
        BundleReport report = report(ArchiveDialect.BUILDX_OCI.members(app, arm, web));
        assertEquals(2, report.images().size());
        assertEquals(
                List.of("linux/amd64", "linux/amd64"),
                report.platforms().stream().map(SquashReport::platform).toList());
    }

    @Test
    void allPlatformsOfEachImageAreInItsIndex() throws IOException {
        ImageBuilder arm = image("app:1").platform("linux", "arm64").layer(layer().file("arch", "arm64"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BundleReport report = Squashing.runEach(
                request(ArchiveDialect.BUILDX_OCI.members(app, arm, web), new Destination.Stream(out)),
                new Platforms.All(),
                ProgressListener.NONE);
        List<Integer> platforms = new ArrayList<>();
        for (ImageReport image : report.images()) {
            platforms.add(((IndexReport) image).images().size());
        }
        assertEquals(List.of(2, 1), platforms);
        assertTrue(report.warnings().stream().anyMatch(tally -> tally.first().kind() == Warning.Kind.ATTESTATION));
        assertEquals(
                2, WrittenArchive.of(out.toByteArray()).json("manifest.json").size());
    }

    @Test
    void layoutHoldsEachImage(@TempDir Path directory) throws IOException {
        Path layout = directory.resolve("layout");
        run(ArchiveDialect.DOCKER_25.members(app, db), new Destination.Layout(layout));
        run(ArchiveDialect.DOCKER_25.members(web, db), new Destination.Layout(layout));
        BundleReport report = Squashing.runEach(
                SquashRequest.of(new Source.Archive(layout), new Destination.Archive(directory.resolve("new.tar"))),
                new Platforms.One(Platform.ANY),
                ProgressListener.NONE);
        assertEquals(3, report.images().size());
    }

    @Test
    void sizesTogetherCountSharedLayersOnce() throws IOException {
        BundleReport report = report(ArchiveDialect.DOCKER_25.members(app, db));
        assertEquals(3, report.before().layers());
        long sum = report.platforms().stream()
                .mapToLong(image -> image.before().storedBytes())
                .sum();
        assertTrue(report.before().storedBytes() < sum);
    }
}
