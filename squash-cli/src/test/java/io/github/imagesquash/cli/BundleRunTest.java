// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.imagesquash.cli.squash.ReportJson;
import io.github.imagesquash.cli.squash.ReportText;
import io.github.imagesquash.cli.squash.Squasher;
import io.github.imagesquash.cli.text.OutputLocation;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.read.Platforms;
import io.github.imagesquash.read.Preferences;
import io.github.imagesquash.read.WantedImage;
import io.github.imagesquash.report.BundleReport;
import io.github.imagesquash.report.BundleTotal;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code --image all} asks for, and what is said of it. */
class BundleRunTest {
    private static final BundleReport BUNDLE = new BundleReport(
            "old.tar",
            List.of(SampleReports.NODE, SampleReports.ofSizes(100_000_000, 60_000_000), SampleReports.INDEX),
            new BundleTotal(4, 1_300_000_000, 1_300_000_000),
            new BundleTotal(3, 1_000_000_000, 1_000_000_000),
            List.of(),
            Duration.ofMillis(2500));

    private static final Cli BUNDLE_RUN = Cli.PLAIN.withSquasher((_, _) -> BUNDLE);

    @Test
    void allIsNoImageButEveryOne() {
        List<Selection> asked = new ArrayList<>();
        Cli cli = Cli.PLAIN.withSquasher((request, _) -> {
            asked.add(request.selection());
            return BUNDLE;
        });
        cli.run("--image", "all", "old.tar", "-o", "new.tar");
        cli.run("--image", "all", "--platform", "all", "old.tar", "-o", "new.tar");
        cli.run("--image", "all:latest", "old.tar", "-o", "new.tar");
        assertEquals(
                List.of(
                        new Selection.AllImages(new Platforms.One(Platform.ANY), Preferences.NONE),
                        new Selection.AllImages(new Platforms.All(), Preferences.NONE),
                        new Selection.OneImage(WantedImage.named("all:latest").on(Platform.ANY))),
                asked);
    }

    @Test
    void engineNeedsNoNameForImagesThatKeepTheirs() {
        CliRun run = BUNDLE_RUN.run("--image", "all", "old.tar", "-o", "docker-daemon:");
        assertTrue(run.request().destination() instanceof Destination.Engine);
        assertEquals(List.of(), run.request().tags());
        assertTrue(
                run.out().contains("loaded into Docker as app:small, registry.example:5000/team/app:small"), run.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "app:1 -o new.tar | --image all: an engine has no list of images to squash; name them: docker save a b c",
                "docker://reg.example/app:1 -o new.tar | --image all: a name in a registry is the name of one image",
                "docker-archive:old.tar:app:1 -o new.tar | --image all: IMAGE already names the image app:1",
                "old.tar -o new.tar --report page.html | --report and --image all: it shows one image",
                "old.tar -o new.tar --digest-file f | --digest-file and --image all: each image has its own digest; --json lists them",
                "old.tar -o new.tar --group-by previous:a.tar | --group-by previous: and --image all: only one image can follow a previous one",
                "old.tar -o new.tar --metadata-file f | --metadata-file and --image all: it describes one image; --json describes all",
            })
    void whatIsForOneImageIsRefused(String arguments, String reason) {
        String refusal = Cli.PLAIN.run(("--image all " + arguments).split(" ")).refusal(2);
        assertTrue(refusal.startsWith("squash: " + reason), refusal);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-o new.tar -t new:1 | which keep their names; leave out --tag and names in --output, or choose one with --image NAME",
                "-o dir:there | and dir:there holds one image; write to a file or to oci:DIR, or choose one with --image NAME",
                "-o oci:there:new | and oci:there:new holds one image; write to a file or to oci:DIR, or choose one with --image NAME",
            })
    void severalImagesWhereOneIsExpectedAreWrongUsage(String arguments, String hint, @TempDir Path directory)
            throws IOException {
        Path archive = ArchiveDialect.DOCKER_25
                .members(
                        image("a:1").layer(layer().file("f", "a")), image("b:1").layer(layer().file("f", "b")))
                .write(directory.resolve("old.tar"));
        CliRun run = Cli.PLAIN
                .withSquasher(Squasher.LIBRARY)
                .run(("--image all " + archive + " "
                                + arguments
                                        .replace("there", directory + "/dir")
                                        .replace("new.tar", directory + "/new.tar"))
                        .split(" "));
        assertEquals(2, run.exitCode(), run.err());
        String expected = "squash: " + archive + " has 2 images, " + hint.replace("there", directory + "/dir");
        assertEquals(expected, run.err().lines().findFirst().orElse(""));
    }

    @Test
    void summaryHasEachImageAndLayersTogetherOnce() {
        List<String> lines = ReportText.text(BUNDLE, OutputLocation.written("new.tar"), 200)
                .lines()
                .toList();
        assertTrue(lines.contains("app:small, registry.example:5000/team/app:small"));
        assertTrue(lines.contains("app:small, registry.example:5000/team/app:small for linux/amd64"));
        assertTrue(lines.contains(SampleReports.NODE.descriptor().digest().shortForm()), "the nameless one");
        assertEquals(
                List.of(
                        "old.tar: 3 images, 4 layers, 1.3 GB → 3 images, 3 layers, 1 GB (23 % smaller) in 2.5 s",
                        "verified: read back and compared with the source", "written to new.tar"),
                lines.subList(lines.size() - 3, lines.size()));
    }

    @Test
    void jsonHasEachImageUnderTheKeysThatItHasAlone() throws IOException {
        JsonNode json = new JsonMapper().readTree(ReportJson.text(BUNDLE, OutputLocation.written("new.tar")));
        assertEquals(
                List.of(
                        "schemaVersion",
                        "squashVersion",
                        "source",
                        "output",
                        "dryRun",
                        "tags",
                        "pushed",
                        "images",
                        "before",
                        "after",
                        "warnings",
                        "elapsedMillis"),
                keys(json));
        assertEquals(
                List.of("tags", "platform", "before"),
                keys(json.at("/images/0")).subList(0, 3));
        assertEquals(List.of("tags", "digest", "platforms", "warnings", "elapsedMillis"), keys(json.at("/images/2")));
        assertEquals(List.of("layers", "uncompressedBytes", "storedBytes"), keys(json.get("after")));
    }

    private static List<String> keys(JsonNode json) {
        List<String> keys = new ArrayList<>();
        json.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
