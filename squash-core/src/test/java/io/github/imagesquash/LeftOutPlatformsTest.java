// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.PlatformsRun.report;
import static io.github.imagesquash.PlatformsRun.request;
import static io.github.imagesquash.PlatformsRun.run;
import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.engine.Engine;
import io.github.imagesquash.engine.EngineKind;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ArchiveMembers;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.Squashing;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.report.IndexReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which platforms of an index are not squashed, and when none is. */
class LeftOutPlatformsTest {
    private final ImageBuilder amd64 = image("app:1").layer(layer().file("f", "x"));
    private final ImageBuilder arm64 = image("app:1").platform("linux", "arm64").layer(layer().file("f", "y"));

    private static List<String> leftOut(IndexReport report, Warning.Kind kind) {
        return report.warnings().stream()
                .map(Warnings.Tally::first)
                .filter(warning -> warning.kind() == kind)
                .map(Warning::entry)
                .toList();
    }

    @Test
    void attestationsAreLeftOutAndNamed() throws IOException {
        String named = String.join(
                "", leftOut(report(ArchiveDialect.BUILDX_OCI.members(amd64, arm64)), Warning.Kind.ATTESTATION));
        assertEquals(2, named.split(", ").length, named);
    }

    @Test
    void platformThatIsListedWithoutBeingThereIsLeftOutAndNamed() throws IOException {
        IndexReport report = report(ArchiveDialect.CONTAINERD_STORE.members(amd64));
        assertEquals(List.of("linux/arm64"), leftOut(report, Warning.Kind.ABSENT_PLATFORM));
        assertEquals(1, report.images().size());
    }

    @Test
    void imageOfAnotherNameThatIsNotThereIsNoPlatform() throws IOException {
        ImageBuilder other = image("db:1").layer(layer().file("f", "d"));
        ArchiveMembers archive = ArchiveDialect.BUILDX_OCI.members(amd64, other);
        archive.remove("blobs/sha256/" + other.layers().getFirst().diffId().substring(7));
        IndexReport report = report(archive);
        assertEquals(List.of("docker.io/library/app:1"), report.tags());
        assertEquals(List.of(), leftOut(report, Warning.Kind.ABSENT_PLATFORM));
    }

    @Test
    void windowsIsLeftOutAndNamed() throws IOException {
        ImageBuilder windows = image("app:1").platform("windows", "amd64").layer(layer().file("Files/f", "x"));
        IndexReport report = report(ArchiveDialect.BUILDX_OCI.members(windows, amd64));
        assertEquals(List.of("windows/amd64"), leftOut(report, Warning.Kind.OTHER_SYSTEM));
        assertThrows(UnmetRequestException.class, () -> report(ArchiveDialect.BUILDX_OCI.members(windows)));
    }

    @Test
    void twoImagesAreRefusedUnlessOneIsChosen() {
        String refusal = assertThrows(
                        UnmetRequestException.class,
                        () -> report(ArchiveDialect.BUILDX_OCI.members(
                                amd64, image("db:1").layer(layer().file("f", "d")))))
                .getMessage();
        assertTrue(refusal.contains("choose one with --image"), refusal);
    }

    @Test
    void failureOfTheLastPlatformLeavesNothing(@TempDir Path directory) {
        Path layout = directory.resolve("layout");
        ImageBuilder broken = image("app:1").platform("linux", "s390x").layer(layer().file(".wh.", ""));
        assertThrows(
                InvalidImageException.class,
                () -> run(ArchiveDialect.BUILDX_OCI.members(amd64, broken), new Destination.Layout(layout)));
        assertEquals(0, directory.toFile().list().length);
    }

    @Test
    void engineTakesOnePlatform() {
        Destination engine = new Destination.Engine(new Engine(EngineKind.DOCKER, Map.of()), false);
        SquashRequest request =
                request(ArchiveDialect.BUILDX_OCI.members(amd64), engine).withTags(List.of(Reference.parse("app:2")));
        assertThrows(IllegalArgumentException.class, () -> Squashing.runAll(request, ProgressListener.NONE));
    }
}
