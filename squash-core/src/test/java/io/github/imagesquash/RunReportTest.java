// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.report.LayerSummary;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.ProgressListener.Advanced;
import io.github.imagesquash.request.ProgressListener.Finished;
import io.github.imagesquash.request.ProgressListener.Stage;
import io.github.imagesquash.request.ProgressListener.Started;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run tells: its report at the end, and its progress meanwhile. */
class RunReportTest {
    @TempDir
    Path directory;

    private SquashRequest request(ImageBuilder image) throws IOException {
        Path archive = ArchiveDialect.BUILDX_DOCKER.write(image, Files.createTempDirectory(directory, "in"));
        return SquashRequest.of(new Source.Archive(archive), new Destination.Archive(directory.resolve("new.tar")));
    }

    private static SquashReport run(SquashRequest request) throws IOException {
        return Squash.run(request, ProgressListener.NONE).only();
    }

    @Test
    void reportTellsWhatEachLayerLost() throws IOException {
        SquashReport report = run(request(image("app:1")
                .layer(layer().dir("d/").file("d/a", "12345").file("d/b", "123").file("c", "1"))
                .layer(layer().whiteout("d").file("c", "22"))
                .layer(layer().file("c", "333"))));
        LayerSummary base = report.layers().getFirst();
        assertEquals(3, base.removedEntries());
        assertEquals(8, base.removedBytes());
        assertEquals(1, base.overwrittenEntries());
        assertEquals(1, base.overwrittenBytes());
        LayerSummary second = report.layers().get(1);
        assertEquals(2, second.entries());
        assertEquals(1, second.whiteouts());
        assertEquals(0, second.removedEntries());
        assertEquals(2, second.overwrittenBytes());
        assertEquals(3, report.before().layers());
        assertEquals(7, report.before().entries());
        assertEquals(1, report.after().layers());
        assertEquals(1, report.after().entries());
        assertEquals(List.of("docker.io/library/app:1"), report.tags());
    }

    @Test
    void bytesOfAHardLinkAreLostWithItsLastName() throws IOException {
        SquashReport report = run(request(image("app:1")
                .layer(layer().file("a", "12345").hardLink("b", "a").hardLink("c", "a"))
                .layer(layer().whiteout("a"))
                .layer(layer().whiteout("b").file("c", "new"))));
        LayerSummary base = report.layers().getFirst();
        assertEquals(2, base.removedEntries());
        assertEquals(1, base.overwrittenEntries());
        assertEquals(5, base.removedBytes() + base.overwrittenBytes());
    }

    @Test
    void whatIsLeftOutOnPurposeIsReported() throws IOException {
        ImageBuilder image =
                image("app:1").layer(layer().file("stargz.index.json", "{}").file("d/stargz.index.json", "{}"));
        SquashReport report = run(request(image));
        assertEquals(List.of("/stargz.index.json"), report.dropped().getFirst().first());
        assertEquals(1, report.dropped().size());
    }

    @Test
    void progressAddsUpToTheAnnouncedBytes() throws IOException {
        AtomicLong announced = new AtomicLong();
        AtomicLong read = new AtomicLong();
        AtomicLong finished = new AtomicLong();
        Squash.run(request(image("app:1").layer(layer().file("a", "A".repeat(100_000)))), event -> {
            switch (event) {
                case Started started when started.stage() == Stage.READ -> announced.set(started.totalBytes());
                case Advanced advanced when advanced.stage() == Stage.READ -> read.addAndGet(advanced.bytes());
                case Finished done -> finished.incrementAndGet();
                default -> {}
            }
        });
        assertTrue(announced.get() > 0);
        assertEquals(announced.get(), read.get());
        assertEquals(3, finished.get());
    }
}
