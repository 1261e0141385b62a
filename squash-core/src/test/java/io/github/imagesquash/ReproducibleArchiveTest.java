// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.SampleImage.encoded;
import static io.github.imagesquash.SampleImage.sample;
import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.LayerListing;
import io.github.imagesquash.fixture.WrittenArchive;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Encoding;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the bytes that come out depend on: the tree and what was asked for, nothing else. */
@Isolated("changes the default locale and time zone")
class ReproducibleArchiveTest {
    @TempDir
    Path directory;

    private byte[] squash(ImageBuilder image, UnaryOperator<SquashRequest> change) throws IOException {
        return squash(ArchiveDialect.DOCKER_25, image, change);
    }

    private byte[] squash(ArchiveDialect dialect, ImageBuilder image, UnaryOperator<SquashRequest> change)
            throws IOException {
        Path archive = dialect.write(image, Files.createTempDirectory(directory, "in"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SquashRequest request = SquashRequest.of(new Source.Archive(archive), new Destination.Stream(out));
        Squash.run(change.apply(request), ProgressListener.NONE);
        return out.toByteArray();
    }

    /** At this level gzip works on segments of 1 MiB, and zstd on jobs of 2 MiB. */
    private static SquashRequest onThreads(SquashRequest request, Compression compression, int threads) {
        int level = compression == Compression.NONE ? 0 : 1;
        return request.withEncoding(new Encoding.Chosen(compression, level))
                .withSettings(settings -> settings.withThreads(threads));
    }

    @ParameterizedTest
    @EnumSource
    void bytesDoNotDependOnThreads(Compression compression) throws IOException {
        byte[] one = squash(large(), request -> onThreads(request, compression, 1));
        for (int threads : new int[] {2, 3, 8}) {
            byte[] many = squash(large(), request -> onThreads(request, compression, threads));
            assertArrayEquals(one, many, "threads: " + threads);
        }
    }

    /** 10 MiB, so that there is work for eight threads and, with zstd, for five. */
    private static ImageBuilder large() {
        Random random = new Random(1);
        LayerBuilder lower = layer();
        LayerBuilder upper = layer();
        for (int i = 0; i < 80; i++) {
            byte[] noise = new byte[64 << 10];
            random.nextBytes(noise);
            (i % 2 == 0 ? lower : upper)
                    .file("text" + i, ("line " + random.nextInt() + " of a text\n").repeat(2500))
                    .file("noise" + i, noise);
        }
        return image("app:1").layer(lower).layer(upper);
    }

    @Test
    void layerDoesNotDependOnTheLayering() throws IOException {
        ImageBuilder one = image("app:1")
                .layer(layer().dir("d/")
                        .file("d/x", "X")
                        .file("a", "A")
                        .hardLink("b", "a")
                        .symlink("s", "a"));
        ImageBuilder three = image("app:1")
                .layer(layer().symlink("s", "a").file("z", "Z").file("b", "old"))
                .layer(layer().file("a", "A").whiteout("z").hardLink("b", "a"))
                .layer(layer().file("d/x", "X").dir("d/"));
        assertArrayEquals(
                WrittenArchive.of(squash(one, encoded(Compression.GZIP))).layer(),
                WrittenArchive.of(squash(three, encoded(Compression.GZIP))).layer());
    }

    @ParameterizedTest
    @EnumSource(ArchiveDialect.class)
    void layerDoesNotDependOnTheDialect(ArchiveDialect dialect) throws IOException {
        assertArrayEquals(
                WrittenArchive.of(squash(sample(), encoded(Compression.ZSTD))).layer(),
                WrittenArchive.of(squash(dialect, sample(), encoded(Compression.ZSTD)))
                        .layer());
    }

    @Test
    void bytesDoNotDependOnTimeZoneOrLocale() throws IOException {
        byte[] expected = squash(sample(), request -> request);
        TimeZone zone = TimeZone.getDefault();
        Locale locale = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            Locale.setDefault(Locale.of("tr", "TR"));
            assertArrayEquals(expected, squash(sample(), request -> request));
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(locale);
        }
    }

    @Test
    void squashingTheResultGivesTheSameLayer() throws IOException {
        byte[] once = squash(sample(), request -> request);
        Path archive = Files.write(directory.resolve("once.tar"), once);
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        Squash.run(SquashRequest.of(new Source.Archive(archive), new Destination.Stream(twice)), ProgressListener.NONE);
        assertArrayEquals(
                WrittenArchive.of(once).layer(),
                WrittenArchive.of(twice.toByteArray()).layer());
    }

    @Test
    void noTimeIsLaterThanTheLatest() throws IOException {
        ImageBuilder image = image("app:1")
                .layer(layer().file("early", "E").mtime(5).file("late", "L").mtime(2_000_000_000, 7));
        WrittenArchive archive =
                WrittenArchive.of(squash(image, request -> request.withLatest(Instant.ofEpochSecond(100))));
        assertEquals(List.of("early=E mtime=5", "late=L mtime=100"), LayerListing.ofTar(archive.layer()));
        assertEquals("1970-01-01T00:01:40Z", archive.config().get("created").asText());
        archive.config()
                .get("history")
                .forEach(step ->
                        assertEquals("1970-01-01T00:01:40Z", step.get("created").asText()));
    }

    @Test
    void anEmptyTreeIsOneLayerOfTwoEmptyBlocks() throws IOException {
        ImageBuilder image = image("app:1").layer(layer().file("a", "A")).layer(layer().whiteout("a"));
        assertArrayEquals(
                new byte[1024],
                WrittenArchive.of(squash(image, encoded(Compression.NONE))).layer());
    }
}
