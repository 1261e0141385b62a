// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.report.DiffReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.DiffRequest;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A comparison as a whole. */
class ImageDiffTest {
    private static final LayerBuilder BASE = layer().dir("./")
            .dir("d/")
            .file("d/a", "A")
            .xattr("user.x", new byte[] {0, (byte) 0xff})
            .file("d/b", "B")
            .hardLink("l", "d/b")
            .symlink("s", "d/a")
            .fifo("f")
            .file("late", "1")
            .mtime(2_000_000_000, 7);

    @TempDir
    Path directory;

    private Path archive(ArchiveDialect dialect, ImageBuilder image, String name) throws IOException {
        return dialect.write(image, Files.createDirectory(directory.resolve(name)));
    }

    private static DiffReport compare(Path before, Path after) throws IOException {
        return ImageDiff.run(
                DiffRequest.of(new Source.Archive(before), new Source.Archive(after)), ProgressListener.NONE);
    }

    @ParameterizedTest
    @EnumSource
    void anImageEqualsWhatSquashMakesOfIt(ArchiveDialect dialect) throws IOException {
        ImageBuilder image = image("app:1")
                .layer(BASE, Compression.GZIP)
                .emptyStep("CMD x")
                .layer(layer().file("c", "C").whiteout("d/a").opaque("e"), Compression.ZSTD);
        Path before = archive(dialect, image, "in");
        Path after = directory.resolve("new.tar");
        Squash.run(SquashRequest.of(new Source.Archive(before), new Destination.Archive(after)), ProgressListener.NONE);
        DiffReport report = compare(before, after);
        assertEquals(List.of(), report.files());
        assertEquals(List.of(), report.config());
        assertTrue(report.isEqual());
        assertEquals(9, report.paths());
        assertEquals(2, report.before().image().layers());
        assertEquals(1, report.after().image().layers());
    }

    @Test
    void contentsOfSharedLayersAreNotRead() throws IOException {
        Path before = archive(ArchiveDialect.DOCKER_25, image("app:1").layer(BASE), "a");
        Path after = archive(
                ArchiveDialect.CONTAINERD_STORE,
                image("app:2").layer(BASE, Compression.GZIP).layer(layer().file("new", "N")),
                "b");
        AtomicLong compared = new AtomicLong(-1);
        DiffReport report =
                ImageDiff.run(DiffRequest.of(new Source.Archive(before), new Source.Archive(after)), event -> {
                    if (event instanceof ProgressListener.Started started
                            && started.stage() == ProgressListener.Stage.COMPARE) {
                        compared.set(started.totalBytes());
                    }
                });
        assertEquals(1, report.files().size());
        assertEquals(0, compared.get());
    }

    @Test
    void warningsAreThoseOfEachImage() throws IOException {
        Path before = archive(
                ArchiveDialect.DOCKER_25,
                image("app:1").layer(layer().file("a", "A").file("a", "A")),
                "a");
        Path after = archive(ArchiveDialect.DOCKER_25, image("app:1").layer(layer().file("a", "A")), "b");
        DiffReport report = compare(before, after);
        assertTrue(report.isEqual());
        assertEquals(
                Warning.Kind.DUPLICATE_ENTRY,
                report.before().warnings().getFirst().first().kind());
        assertEquals(List.of(), report.after().warnings());
    }

    @Test
    void anImageThatCannotBeReadIsNamed() throws IOException {
        Path good = archive(ArchiveDialect.DOCKER_25, image("app:1").layer(layer().file("a", "A")), "a");
        Path bad = archive(ArchiveDialect.DOCKER_25, image("app:1").layer(layer().file("etc/.wh.", "")), "b");
        String message = assertThrows(InvalidImageException.class, () -> compare(good, bad))
                .getMessage();
        assertTrue(message.startsWith(bad + ": layer 1 of 1"), message);
    }
}
