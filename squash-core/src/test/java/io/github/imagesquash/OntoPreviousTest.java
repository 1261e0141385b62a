// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.PreviousRuns.LARGE;
import static io.github.imagesquash.PreviousRuns.today;
import static io.github.imagesquash.PreviousRuns.yesterday;
import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.StoredTar;
import io.github.imagesquash.fixture.WrittenArchive;
import io.github.imagesquash.report.Reuse;
import io.github.imagesquash.report.Reuse.Outcome;
import io.github.imagesquash.report.SquashReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image on the layers of a previous one: what is kept, and what is written above it. */
class OntoPreviousTest {
    @TempDir
    Path directory;

    private PreviousRuns runs;

    @BeforeEach
    void runs() {
        runs = new PreviousRuns(directory);
    }

    @Test
    @DisplayName(
            "only what is new or not the same is written, with the directories on the way; whiteouts hide the rest")
    void changedFilesAreWritten() throws IOException {
        SquashReport report =
                runs.squash(image("app:1").layer(today()), image("app:1").layer(yesterday(), Compression.GZIP));
        assertEquals("t/, t/.wh.gone, t/changed=2, t/new=1", runs.layers().getLast());
        assertEquals(
                List.of(true, false),
                report.result().stream().map(layer -> layer.kept()).toList());
        assertEquals(yesterday().toBytes().length, report.reuse().reused().uncompressed());
        assertEquals(
                new Reuse(
                        "old:1",
                        Outcome.REUSED,
                        1,
                        1,
                        0,
                        0,
                        0,
                        Reuse.Volume.NONE,
                        report.reuse().reused(),
                        1002,
                        2,
                        2),
                report.reuse());
    }

    @Test
    void keptLayersAreTheSameBlobs() throws IOException {
        StoredTar old =
                image("app:1").layer(yesterday(), Compression.ZSTD).layers().getFirst();
        runs.squash(image("app:1").layer(today()), image("app:1").layer(yesterday(), Compression.ZSTD));
        WrittenArchive written = runs.written();
        assertArrayEquals(
                old.stored(), written.blob(written.manifest().get("layers").get(0)));
    }

    @Test
    @DisplayName("a directory's new time is written, and nothing in it again")
    void directoriesAreWrittenIfTheyChanged() throws IOException {
        ImageBuilder old = image("app:1")
                .layer(layer().dir("t/").dir("t/u/").file("t/u/a", LARGE).dir("v/"));
        ImageBuilder fresh = image("app:1")
                .layer(layer().dir("t/")
                        .dir("t/u/")
                        .mtime(99)
                        .file("t/u/a", LARGE)
                        .dir("v/"));
        runs.squash(fresh, old);
        assertEquals("t/, t/u/ mtime=99", runs.layers().getLast());
    }

    @Test
    @DisplayName("a layer that is not half in use goes, and with it what it did to those below")
    void hollowLayersGo() throws IOException {
        ImageBuilder old = image("app:1")
                .layer(layer().file("a", LARGE).file("b", "B"))
                .layer(layer().whiteout("b").file("c", "C").file("d", "1234"))
                .layer(layer().file("e", LARGE));
        ImageBuilder fresh =
                image("app:1").layer(layer().file("a", LARGE).file("c", "C").file("e", LARGE));
        SquashReport report = runs.squash(fresh, old);
        assertEquals(List.of("a=" + LARGE + ", b=B", "e=" + LARGE, ".wh.b, c=C"), runs.layers());
        assertEquals(1, report.reuse().mostlyUnused());
        assertEquals(1, report.reuse().unusedBytes());
    }

    @Test
    @DisplayName("a layer with a link to a file of one that goes is not kept, and nothing fails")
    void unfitLayersGo() throws IOException {
        ImageBuilder old = image("app:1")
                .layer(layer().file("a", LARGE))
                .layer(layer().file("b", "B").file("x", "1234"))
                .layer(layer().hardLink("c", "b").file("d", "D"));
        ImageBuilder fresh =
                image("app:1").layer(layer().file("a", LARGE).file("c", "B").file("d", "D"));
        SquashReport report = runs.squash(fresh, old);
        assertEquals(List.of("a=" + LARGE, "c=B, d=D"), runs.layers());
        assertEquals(1, report.reuse().mostlyUnused());
        assertEquals(1, report.reuse().dependent());
    }

    @Test
    void afreshIfTooMuchIsDead() throws IOException {
        ImageBuilder old = image("app:1").layer(layer().file("a", LARGE).file("b", "B".repeat(300)));
        SquashReport report = runs.squash(image("app:1").layer(layer().file("a", LARGE)), old);
        assertEquals(List.of("a=" + LARGE), runs.layers());
        assertEquals(Outcome.MOSTLY_UNUSED, report.reuse().outcome());
        assertEquals(300, report.reuse().unusedBytes());
        assertFalse(report.result().getFirst().kept());
    }

    @Test
    @DisplayName("times are cut off before anything is compared")
    void timesAreCutOffFirst() throws IOException {
        ImageBuilder old = image("app:1").layer(layer().file("a", LARGE).mtime(50));
        ImageBuilder fresh = image("app:1")
                .layer(layer().file("a", LARGE).mtime(90).file("b", "1").mtime(91));
        runs.squash(fresh, runs.archive(old), request -> request.withLatest(Instant.ofEpochSecond(50)));
        assertEquals("b=1 mtime=50", runs.layers().getLast());
    }

    @Test
    @DisplayName("a root that is described no more is as engines make it")
    void rootOfThePreviousImage() throws IOException {
        ImageBuilder old = image("app:1").layer(layer().dir("./").mode(0700).file("a", LARGE));
        runs.squash(image("app:1").layer(layer().file("a", LARGE)), old);
        assertEquals("./ mtime=0", runs.layers().getLast());
    }
}
