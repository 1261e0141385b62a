// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.SharedRuns.LARGE;
import static io.github.imagesquash.SharedRuns.base;
import static io.github.imagesquash.SharedRuns.diffIds;
import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ArchiveMembers;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.Squashing;
import io.github.imagesquash.group.Grouping;
import io.github.imagesquash.group.SharedLayers;
import io.github.imagesquash.read.Platforms;
import io.github.imagesquash.report.BundleReport;
import io.github.imagesquash.report.ResultLayer;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.LayerChoice;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Safeguards;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What images of a bundle have alike is in layers that they share; everything else is each image's own. */
class SharedBundleTest {
    private final SharedRuns runs = new SharedRuns();

    @Test
    void filesOfACommonBaseAreOneLayer() throws IOException {
        BundleReport report = runs.squash(
                image("a:1").layer(base()).layer(layer().file("a", "A")),
                image("b:1").layer(base()).layer(layer().file("b", "B")));
        assertEquals(List.of("etc/", "etc/os=x", "lib/", "lib/c"), sorted(runs.entries(0, 0)));
        assertEquals(runs.entries(0, 0), runs.entries(1, 0));
        assertEquals(List.of("a=A"), runs.entries(0, 1));
        assertEquals(List.of("b=B"), runs.entries(1, 1));
        assertEquals(
                report.platforms().get(0).result().getFirst().digest(),
                report.platforms().get(1).result().getFirst().digest());
        assertEquals(3, report.after().layers());
        assertTrue(report.platforms().stream().allMatch(SquashReport::verified));
        assertTrue(report.after().storedBytes() <= report.before().storedBytes());
    }

    private static List<String> sorted(List<String> lines) {
        return List.copyOf(new TreeSet<>(lines));
    }

    @Test
    void filesThatAreAlikeInLayersOfAnotherKindAreSharedAsWell() throws IOException {
        runs.squash(
                image("a:1").layer(base()),
                image("b:1")
                        .layer(layer().dir("lib/").file("lib/c", LARGE))
                        .layer(layer().dir("etc/").file("etc/os", "x")));
        assertEquals(runs.entries(0, 0), runs.entries(1, 0));
    }

    @Test
    void whatSomeOfThreeHaveLiesAboveWhatAllHave() throws IOException {
        LayerBuilder some = layer().dir("opt/").file("opt/jre", LARGE);
        BundleReport report = runs.squash(
                image("a:1").layer(base()).layer(some).layer(layer().file("a", "A")),
                image("b:1").layer(base()).layer(some),
                image("c:1").layer(base()).layer(layer().file("c", "C")));
        List<String> a = diffIds(report.platforms().get(0));
        List<String> b = diffIds(report.platforms().get(1));
        List<String> c = diffIds(report.platforms().get(2));
        assertEquals(3, a.size());
        assertEquals(a.subList(0, 2), b);
        assertEquals(a.getFirst(), c.getFirst());
        assertEquals(2, c.size());
        assertEquals(List.of("opt/", "opt/jre"), runs.entries(1, 1));
    }

    @Test
    void directoryWithOtherAttributesIsInTheUppermostLayerAgain() throws IOException {
        runs.squash(
                image("a:1").layer(base()),
                image("b:1").layer(base()).layer(layer().dir("etc/").mode(0700)));
        assertTrue(runs.entries(0, 0).contains("etc/"));
        assertEquals(runs.entries(0, 0), runs.entries(1, 0));
        assertEquals(List.of("etc/ 0700"), runs.entries(1, 1));
    }

    @Test
    void rootIsEachImagesOwn() throws IOException {
        runs.squash(
                image("a:1").layer(layer().dir("./").mode(0700)).layer(base()),
                image("b:1").layer(base()).layer(layer().file("b", "B")));
        assertEquals(runs.entries(0, 0), runs.entries(1, 0));
        assertEquals(List.of("./ 0700"), runs.entries(0, 1));
        assertEquals(List.of("b=B"), runs.entries(1, 1));
    }

    @Test
    void fileThatDiffersInAnythingIsNotShared() throws IOException {
        BundleReport report = runs.squash(
                request -> request.withSafeguards(Safeguards.NONE),
                image("a:1").layer(layer().file("f", LARGE)),
                image("b:1").layer(layer().file("f", LARGE).mode(0600)),
                image("c:1").layer(layer().file("g", LARGE)),
                image("d:1").layer(layer().file("f", new String(LARGE, StandardCharsets.US_ASCII).replace('e', 'f'))));
        assertEquals(4, report.after().layers());
        assertTrue(report.platforms().stream().allMatch(image -> image.result().size() == 1));
    }

    @Test
    void hardLinksAreSharedWithAllTheirNamesOnly() throws IOException {
        LayerBuilder linked = layer().file("f", LARGE).hardLink("g", "f");
        BundleReport same = runs.squash(
                image("a:1").layer(linked).layer(layer().file("a", "A")),
                image("b:1").layer(linked).layer(layer().file("b", "B")));
        assertEquals(List.of("f", "g => f"), runs.entries(1, 0));
        assertEquals(2, same.platforms().getFirst().result().size());
        BundleReport more = runs.squash(
                request -> request.withSafeguards(Safeguards.NONE),
                image("a:1").layer(linked),
                image("b:1").layer(linked).layer(layer().hardLink("h", "f")));
        assertEquals(1, more.platforms().getFirst().result().size());
    }

    @Test
    void littleIsNotShared() throws IOException {
        BundleReport report = runs.squash(
                image("a:1").layer(layer().file("f", "x")).layer(layer().file("a", "A")),
                image("b:1").layer(layer().file("f", "x")).layer(layer().file("b", "B")));
        assertTrue(report.platforms().stream().allMatch(image -> image.result().size() == 1));
    }

    @Test
    void noMoreLayersAreSharedThanTheBound() throws IOException {
        List<ImageBuilder> images = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ImageBuilder image = image("i" + i + ":1");
            for (int j = 0; j < 8; j++) {
                if (i != j) {
                    String pair = Math.min(i, j) + "-" + Math.max(i, j);
                    image.layer(layer().file(pair, LARGE));
                }
            }
            images.add(image);
        }
        BundleReport report =
                runs.squash(request -> request.withSafeguards(Safeguards.NONE), images.toArray(ImageBuilder[]::new));
        assertEquals(
                SharedLayers.MOST,
                report.platforms().stream()
                        .flatMap(image -> image.result().stream())
                        .filter(layer -> layer.content().startsWith("shared"))
                        .map(ResultLayer::digest)
                        .distinct()
                        .count());
    }

    @Test
    void bundleHasTheSameBytesEachTimeAndInWhateverOrderItWasSaved() throws IOException {
        ImageBuilder a = image("a:1").layer(base()).layer(layer().file("a", "A"));
        ImageBuilder b = image("b:1").layer(base()).layer(layer().dir("etc/").mode(0700));
        ImageBuilder c = image("c:1").layer(base());
        runs.squash(a, b, c);
        byte[] first = runs.written();
        runs.squash(c, b, a);
        assertArrayEquals(first, runs.written());
    }

    @Test
    void compressedLayersAreSharedAlike() throws IOException {
        BundleReport report = runs.squash(
                ArchiveDialect.BUILDX_OCI.members(
                        image("a:1").layer(base(), Compression.GZIP).layer(layer().file("a", "A")),
                        image("b:1").layer(base(), Compression.GZIP),
                        image("c:1").layer(base(), Compression.ZSTD).layer(layer().file("c", "C"), Compression.ZSTD)),
                request -> request.withSafeguards(Safeguards.NONE));
        assertEquals(
                1,
                report.platforms().stream()
                        .map(image -> image.result().getFirst().digest())
                        .distinct()
                        .count());
    }

    @Test
    void anyOtherGroupingOrCutIsForEachImageAlone() throws IOException {
        ImageBuilder a = image("a:1").layer(base()).layer(layer().file("a", "A"));
        ImageBuilder b = image("b:1").layer(base()).layer(layer().file("b", "B"));
        BundleReport one = runs.squash(
                request -> request.withGrouping(new Grouping.IntoLayers(1)).withSafeguards(Safeguards.NONE), a, b);
        assertNotEquals(diffIds(one.platforms().get(0)), diffIds(one.platforms().get(1)));
        assertEquals(2, one.after().layers());
        BundleReport kept = runs.squash(request -> request.withLayers(new LayerChoice.Upper(1)), a, b);
        assertTrue(kept.platforms().stream()
                .allMatch(image -> image.result().getFirst().kept()));
        assertEquals(3, kept.after().layers());
    }

    @Test
    void everyImageMayBeTheSame() throws IOException {
        ImageBuilder[] images = IntStream.range(0, 3)
                .mapToObj(i -> image("i" + i + ":1").layer(base()).config(config -> config.put("author", "a" + i)))
                .toArray(ImageBuilder[]::new);
        BundleReport report = runs.squash(images);
        assertEquals(1, report.after().layers());
        assertEquals(3, report.images().size());
    }

    @Test
    void laterTimesOfFilesAndDirectoriesAreCutOffInAllLayers() throws IOException {
        Instant latest = Instant.ofEpochSecond(LayerBuilder.DEFAULT_MTIME - 1000);
        BundleReport report = runs.squash(
                request -> request.withLatest(latest),
                image("a:1").layer(base()),
                image("b:1").layer(base()).layer(layer().dir("etc/").mode(0700)));
        assertTrue(report.platforms().stream().allMatch(SquashReport::verified));
        assertEquals(List.of("etc/ 0700 mtime=" + latest.getEpochSecond()), runs.entries(1, 1));
    }

    @Test
    void platformsOfDifferentImagesShareAsWell() throws IOException {
        ArchiveMembers archive = ArchiveDialect.BUILDX_OCI.members(
                image("a:1").layer(base()).layer(layer().file("a", "A")),
                image("a:1").platform("linux", "arm64").layer(base()).layer(layer().file("arm", "64")),
                image("b:1").layer(base()));
        BundleReport report = Squashing.runEach(
                PlatformsRun.request(archive, runs.destination()), new Platforms.All(), ProgressListener.NONE);
        assertEquals(3, report.after().layers());
        assertTrue(report.platforms().stream().allMatch(SquashReport::verified));
    }
}
