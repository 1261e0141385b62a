// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.FakeRegistry;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LiveObjects;
import io.github.imagesquash.fixture.Squashing;
import io.github.imagesquash.fixture.WrittenArchive;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.registry.ImageAddress;
import io.github.imagesquash.registry.RegistryAccess;
import io.github.imagesquash.report.IndexReport;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import io.github.imagesquash.tree.FileTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an index says of its platforms, beside which there are, and what is held in memory for each. */
@Isolated("counts objects that are alive")
class PlatformDetailsTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final ImageBuilder amd64 = image("app:1").layer(layer().file("f", "x"));
    private final ImageBuilder arm64 = image("app:1").platform("linux", "arm64").layer(layer().file("f", "y"));

    private static SquashRequest request(Destination destination, ImageBuilder... images) {
        return PlatformsRun.request(ArchiveDialect.BUILDX_OCI.members(images), destination);
    }

    private static IndexReport run(Destination destination, ImageBuilder... images) throws IOException {
        return PlatformsRun.run(ArchiveDialect.BUILDX_OCI.members(images), destination);
    }

    private static IndexReport report(ImageBuilder... images) throws IOException {
        return PlatformsRun.report(ArchiveDialect.BUILDX_OCI.members(images));
    }

    private static JsonNode index(SquashRequest request, ByteArrayOutputStream out) throws IOException {
        Squashing.runAll(request, ProgressListener.NONE);
        WrittenArchive archive = WrittenArchive.of(out.toByteArray());
        return JSON.readTree(
                archive.blob(archive.json("index.json").get("manifests").get(0)));
    }

    private ImageBuilder annotated() {
        return amd64.listed(descriptor -> {
                    descriptor
                            .withObject("/platform")
                            .put("os.version", "6.1")
                            .putArray("os.features")
                            .add("x");
                    descriptor.withObject("/platform").putArray("features").add("sse4");
                    descriptor
                            .putObject("annotations")
                            .put("com.example.arch", "fast")
                            .put("containerd.io/distribution.source.docker.io", "library/app")
                            .put("org.opencontainers.image.base.digest", "sha256:00");
                })
                .index(index -> index.putObject("annotations").put("com.example.release", "7"));
    }

    @Test
    void indexKeepsWhatTheOldOneSaysOfThePlatforms() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonNode index = index(request(new Destination.Stream(out), annotated(), arm64), out);
        assertEquals("{\"com.example.release\":\"7\"}", index.get("annotations").toString());
        assertEquals(
                "{\"com.example.arch\":\"fast\"}",
                index.at("/manifests/0/annotations").toString());
        assertEquals(
                "{\"architecture\":\"amd64\",\"os\":\"linux\",\"features\":[\"sse4\"],"
                        + "\"os.features\":[\"x\"],\"os.version\":\"6.1\"}",
                index.at("/manifests/0/platform").toString());
        assertTrue(index.at("/manifests/1/annotations").isMissingNode());
    }

    @Test
    void indexOfARegistryKeepsItsAnnotations() throws IOException {
        try (FakeRegistry registry = FakeRegistry.open()) {
            ImageAddress address = ImageAddress.parse(registry.name("app:1"));
            run(new Destination.Registry(List.of(address), RegistryAccess.ANONYMOUS), annotated(), arm64);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            JsonNode index = index(
                    SquashRequest.of(
                            new Source.Registry(address, RegistryAccess.ANONYMOUS), new Destination.Stream(out)),
                    out);
            assertEquals("7", index.at("/annotations/com.example.release").asText());
            assertEquals(
                    "fast",
                    index.at("/manifests/0/annotations/com.example.arch").asText());
        }
    }

    @Test
    void annotationsOfAnIndexThatIsNotNeededAreNamed() throws IOException {
        IndexReport report = report(annotated());
        assertEquals(
                List.of("com.example.arch"),
                report.warnings().stream()
                        .map(Warnings.Tally::first)
                        .filter(warning -> warning.kind() == Warning.Kind.INDEX_ANNOTATION)
                        .map(Warning::entry)
                        .toList());
        assertEquals(
                2,
                report.warnings().stream()
                        .filter(tally -> tally.first().kind() == Warning.Kind.INDEX_ANNOTATION)
                        .mapToLong(Warnings.Tally::count)
                        .sum());
    }

    @Test
    void platformsThatDifferInTheirVersionAreKeptApart() throws IOException {
        ImageBuilder newer = image("app:1")
                .layer(layer().file("f", "new"))
                .listed(descriptor -> descriptor.withObject("/platform").put("os.version", "7"));
        IndexReport report = report(amd64, newer);
        assertEquals(
                List.of("linux/amd64", "linux/amd64 {os.version=\"7\"}"),
                report.images().stream().map(SquashReport::platform).toList());
    }

    @Test
    void dirOfOnePlatformSaysWhatItsConfigSays(@TempDir Path directory) throws IOException {
        ImageBuilder image =
                amd64.listed(descriptor -> descriptor.withObject("/platform").put("variant", "v3"));
        IndexReport report = run(new Destination.Dir(directory.resolve("dir")), image);
        assertTrue(report.images().getFirst().verified());
    }

    /** The one that is being merged, as long as nobody needs the others. */
    @ParameterizedTest
    @CsvSource({"true, 3", "false, 1"})
    void mergedTreesAreKeptForVerificationOnly(boolean verify, int kept) throws IOException {
        ImageBuilder third = image("app:1").platform("linux", "s390x").layer(layer().file("f", "z"));
        SquashRequest request = request(new Destination.Stream(new ByteArrayOutputStream()), amd64, arm64, third)
                .withVerify(verify);
        List<Long> trees = new ArrayList<>();
        Squashing.runAll(request, event -> {
            if (event instanceof ProgressListener.Started started && started.stage() == ProgressListener.Stage.WRITE) {
                trees.add(LiveObjects.of(FileTree.class));
            }
        });
        assertEquals(kept, trees.getLast() - trees.getFirst() + 1);
    }
}
