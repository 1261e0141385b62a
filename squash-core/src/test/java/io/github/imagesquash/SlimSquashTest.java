// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.fixture.DebianRoot.debian;
import static io.github.imagesquash.fixture.DebianRoot.paragraph;
import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.fixture.Squashing.squashSlim;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.LayerListing;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.report.BundleReport;
import io.github.imagesquash.report.SlimPackage;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.LayerChoice;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import io.github.imagesquash.slim.SlimOptions;
import io.github.imagesquash.slim.SlimOptions.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that keep only the packages that they need, through the whole product. */
class SlimSquashTest {
    private static final SlimOptions APP =
            new SlimOptions(Unit.PACKAGES, List.of("app"), List.of(), List.of(), List.of(), false);

    private static final String STATUS =
            "var/lib/dpkg/status=" + (paragraph("app", "Depends: lib") + paragraph("lib")).replace("\n", "\\x0a");

    @TempDir
    Path directory;

    private static LayerBuilder fat() {
        return debian().installed("app", "Depends: lib")
                .file("usr/bin/app", "APP")
                .installed("git", "Depends: lib")
                .file("usr/bin/git", "GIT")
                .installed("lib")
                .file("usr/lib/lib.so", "LIB")
                .layer();
    }

    private SquashReport run(ImageBuilder image, UnaryOperator<SquashRequest> change) throws IOException {
        image.config(config -> config.withObject("/config").putArray("Cmd").add("app"));
        Path in = ArchiveDialect.DOCKER_25.write(image, Files.createTempDirectory(directory, "in"));
        Path out = directory.resolve("new.tar");
        SquashRequest request = SquashRequest.of(new Source.Archive(in), new Destination.Archive(out));
        return Squash.run(change.apply(request.withSlim(APP)), ProgressListener.NONE)
                .only();
    }

    @Test
    void theNewLayerHasTheFilesAndTheDatabaseOfTheKeptPackages() {
        squashSlim(APP, fat())
                .hasTree(
                        "usr/ mtime=0",
                        "usr/bin/ mtime=0",
                        "usr/bin/app=APP 0755",
                        "usr/lib/ mtime=0",
                        "usr/lib/lib.so=LIB 0755",
                        "var/ mtime=0",
                        "var/lib/ mtime=0",
                        "var/lib/dpkg/ mtime=0",
                        "var/lib/dpkg/info/ mtime=0",
                        "var/lib/dpkg/info/app.list=/.\\x0a/usr\\x0a/usr/bin\\x0a/usr/bin/app\\x0a",
                        "var/lib/dpkg/info/lib.list=/.\\x0a/usr\\x0a/usr/lib\\x0a/usr/lib/lib.so\\x0a",
                        STATUS)
                .warnsNothing();
    }

    @Test
    void theReportSaysWhatWentAndWhatKeepsTheRest() throws IOException {
        SquashReport report = run(image("app:1").layer(fat()), request -> request);
        assertEquals(
                List.of("git"),
                report.slim().orElseThrow().dropped().stream()
                        .map(SlimPackage::name)
                        .toList());
        SlimPackage lib = report.slim().orElseThrow().kept().getLast();
        assertEquals("lib declared Cmd 3", lib.name() + " " + lib.strength() + " " + lib.origin() + " " + lib.bytes());
        SquashReport.Dropped dropped = report.dropped().getFirst();
        assertEquals(List.of("/usr/bin/git", "/var/lib/dpkg/info/git.list"), dropped.first());
        assertEquals(
                "slim (what nothing needs): 2 paths, 33 bytes",
                dropped.name() + " (" + dropped.reason() + "): " + dropped.paths() + " paths, " + dropped.bytes()
                        + " bytes");
        assertEquals(List.of(), report.flagged());
    }

    @Test
    void equalImagesGiveEqualBytes() throws IOException {
        Digest one = run(image("app:1").layer(fat()), request -> request)
                .descriptor()
                .digest();
        assertEquals(
                one,
                run(image("app:1").layer(fat()), request -> request)
                        .descriptor()
                        .digest());
    }

    @Test
    void filesOfKeptLayersAreHiddenAndTheDatabaseIsInTheNewLayer() throws IOException {
        ImageBuilder image = image("app:1").layer(fat()).layer(layer().file("own", ""));
        SquashReport report = run(image, request -> request.withLayers(new LayerChoice.Upper(1)));
        assertEquals(2, report.hidden().files());
        assertEquals(
                List.of("usr/bin/.wh.git", "var/lib/dpkg/info/.wh.git.list", STATUS, "own="),
                LayerListing.ofLastLayer(Files.readAllBytes(directory.resolve("new.tar"))).stream()
                        .filter(line -> !line.contains("/ mtime"))
                        .toList());
    }

    @Test
    void rulesSeeTheImageWithoutThePackages() throws IOException {
        SquashReport report = run(image("app:1").layer(fat()), request -> request.withAnalysis(true));
        assertEquals(1, report.dropped().size());
        assertEquals(List.of(), report.warnings());
    }

    @Test
    void upperLayersThatAreNotMergedAreRefused() {
        ImageBuilder image = image("app:1").layer(fat()).layer(layer().file("own", ""));
        assertEquals(
                "--slim needs the upper layers too; merge them as well",
                assertThrows(
                                UnmetRequestException.class,
                                () -> run(image, request -> request.withLayers(new LayerChoice.Between(1, 1))))
                        .getMessage()
                        .replaceFirst(".*?: ", ""));
    }

    /** Found where both images have a database that squash wrote: their contents are compared for shared layers. */
    @Test
    void severalImagesAreSquashedTogether() throws IOException {
        ImageBuilder one = image("app:1").layer(fat());
        ImageBuilder two = image("app:2").layer(fat()).layer(layer().file("own", "2"));
        BundleReport report = new SharedRuns().squash(request -> request.withSlim(APP), one, two);
        assertEquals(
                List.of("git", "git"),
                report.images().stream()
                        .flatMap(image -> image.platforms().stream())
                        .map(image ->
                                image.slim().orElseThrow().dropped().getFirst().name())
                        .toList());
    }

    @Test
    void withoutAPackageDatabaseFilesGoByTheirDirectories() {
        LayerBuilder layer = layer().dir("usr/bin/")
                .file("usr/bin/app", "APP")
                .file("usr/bin/git", "GIT")
                .file("usr/lib/git/core/a", "A")
                .dir("root/")
                .file("root/.cache", "B");
        SlimOptions files =
                new SlimOptions(SlimOptions.Unit.FILES, List.of("app"), List.of(), List.of(), List.of(), false);
        squashSlim(files, layer)
                .hasTree("root/", "usr/ mtime=0", "usr/bin/", "usr/bin/app=APP", "usr/lib/ mtime=0")
                .warnsNothing();
    }
}
