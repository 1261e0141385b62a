// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.analyze.Gate;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ArchiveMembers;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.Squashing;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Limits;
import io.github.imagesquash.message.SeveralImagesException;
import io.github.imagesquash.message.SeveralImagesException.Obstacle;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.read.Platforms;
import io.github.imagesquash.report.BundleReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.RefusedException;
import io.github.imagesquash.request.Safeguards;
import io.github.imagesquash.request.SquashRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a bundle is left out, and why nothing may be written of any of its images. */
class BundleRefusalsTest {
    private final ImageBuilder app = image("app:1").layer(layer().file("app", "a"));
    private final ImageBuilder db = image("db:1").layer(layer().file("db", "d"));
    private final ImageBuilder web = image("lab/web:2").layer(layer().file("web", "w"));

    private static SquashRequest request(ArchiveMembers archive, Destination destination) {
        return PlatformsRun.request(archive, destination).withSafeguards(Safeguards.NONE);
    }

    private static BundleReport report(ArchiveMembers archive) throws IOException {
        return squash(archive, request -> request);
    }

    private static BundleReport squash(ArchiveMembers archive, UnaryOperator<SquashRequest> change) throws IOException {
        SquashRequest request = request(archive, new Destination.Stream(new ByteArrayOutputStream()));
        return Squashing.runEach(change.apply(request), new Platforms.One(Platform.ANY), ProgressListener.NONE);
    }

    private static BundleReport squash(UnaryOperator<SquashRequest> change, ImageBuilder... images) throws IOException {
        return squash(ArchiveDialect.DOCKER_25.members(images), change);
    }

    private static List<Warning.Kind> kinds(BundleReport report) {
        return report.warnings().stream()
                .map(Warnings.Tally::first)
                .map(Warning::kind)
                .toList();
    }

    @Test
    void imageForAnotherSystemIsLeftOutAndNamed() throws IOException {
        ImageBuilder windows = image("win:1").platform("windows", "amd64").layer(layer().file("Files/f", "x"));
        BundleReport report = report(ArchiveDialect.BUILDX_OCI.members(windows, app, db));
        assertEquals(2, report.images().size());
        assertEquals(List.of(Warning.Kind.OTHER_SYSTEM), kinds(report));
        assertEquals(
                "win:1 (windows/amd64)", report.warnings().getFirst().first().entry());
        assertThrows(UnmetRequestException.class, () -> report(ArchiveDialect.BUILDX_OCI.members(windows)));
    }

    @Test
    void imageWhoseLayerIsMissingIsRefusedByName() {
        ArchiveMembers archive = ArchiveDialect.BUILDX_OCI.members(app, db, web);
        archive.remove("blobs/sha256/" + web.layers().getFirst().diffId().substring(7));
        String refusal =
                assertThrows(InvalidImageException.class, () -> report(archive)).getMessage();
        assertTrue(refusal.startsWith("old.tar: "), refusal);
        assertTrue(refusal.contains("web:2: layer 1 of 1"), refusal);
    }

    @Test
    void namesAndPlacesOfOneImageAreRefusedForSeveral(@TempDir Path directory) {
        ArchiveMembers archive = ArchiveDialect.DOCKER_25.members(app, db);
        SquashRequest named = request(archive, new Destination.Stream(new ByteArrayOutputStream()))
                .withTags(List.of(Reference.parse("new:1")));
        assertEquals(Obstacle.TAGS, obstacle(named));
        Destination one = new Destination.Dir(directory.resolve("dir"));
        assertEquals(Obstacle.DESTINATION, obstacle(request(archive, one)));
        assertEquals(
                Obstacle.DESTINATION,
                obstacle(request(archive, one).withTags(named.tags())),
                "other names would not help");
        assertEquals(
                Obstacle.DESTINATION,
                obstacle(request(archive, new Destination.Layout(directory.resolve("layout"), "one"))));
        assertEquals(0, directory.toFile().list().length);
    }

    private static Obstacle obstacle(SquashRequest request) {
        return assertThrows(
                        SeveralImagesException.class,
                        () -> Squashing.runEach(request, new Platforms.One(Platform.ANY), ProgressListener.NONE))
                .obstacle();
    }

    @Test
    void onlyImageOfAnArchiveMayHaveANewNameAndAnyPlace(@TempDir Path directory) throws IOException {
        SquashRequest named = request(
                        ArchiveDialect.DOCKER_25.members(app),
                        new Destination.Layout(directory.resolve("layout"), "one"))
                .withTags(List.of(Reference.parse("new:1")));
        BundleReport report = Squashing.runEach(named, new Platforms.One(Platform.ANY), ProgressListener.NONE);
        assertEquals(List.of("docker.io/library/new:1"), report.tags());
    }

    @Test
    void imagesTogetherMayCostWhatOneMay() {
        LayerBuilder many = layer();
        IntStream.range(0, 40).forEach(i -> many.file("f" + i, "x"));
        Limits limits = new Limits(Limits.DEFAULT.maxBytes(), 100, Limits.DEFAULT.maxMetadata());
        String refusal = assertThrows(
                        InvalidImageException.class,
                        () -> squash(
                                request -> request.withSettings(settings -> settings.withLimits(limits)),
                                image("a:1").layer(many),
                                image("b:1").layer(many).layer(layer().file("b", "B")),
                                image("c:1").layer(many).layer(layer().file("c", "C"))))
                .getMessage();
        assertTrue(refusal.startsWith("old.tar: c:1: layer 1 of 2"), refusal);
        assertTrue(refusal.endsWith("--max-entries raises the limit"), refusal);
    }

    @Test
    void gateThatFailsNamesTheImage() {
        Safeguards gated = new Safeguards(false, Safeguards.DEFAULT.largest(), List.of(new Gate.Wasted("wasted>1", 1)));
        RefusedException refusal = assertThrows(
                RefusedException.class,
                () -> squash(
                        request -> request.withSafeguards(gated),
                        image("a:1").layer(layer().file("large", "xxx")),
                        image("b:1").layer(layer().file("large", "xxx")).layer(layer().whiteout("large"))));
        assertEquals("old.tar: b:1: 1 of 1 gates failed; nothing was written", refusal.getMessage());
    }
}
