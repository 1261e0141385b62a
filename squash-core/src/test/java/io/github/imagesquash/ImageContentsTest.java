// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.Blobs;
import io.github.imagesquash.fixture.FakeRegistry;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.request.ContentsRequest;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Contents of files, as a container would read them. */
class ImageContentsTest {
    private static final ImageBuilder IMAGE = gzipped(
            layer().dir("etc/")
                    .file("etc/name", "old")
                    .file("etc/base", "base")
                    .file("etc/gone", "gone")
                    .dir("opt/")
                    .file("opt/hidden", "hidden")
                    .dir("usr/")
                    .dir("usr/lib/")
                    .file("usr/lib/so", "so")
                    .symlink("lib", "usr/lib"),
            layer().hardLink("etc/same", "etc/base")
                    .symlink("etc/relative", "../etc/./base")
                    .symlink("etc/absolute", "/etc/relative")
                    .symlink("etc/outside", "../../../../etc/base")
                    .symlink("etc/dangling", "/nowhere/file")
                    .symlink("etc/loop", "loop")
                    .file(new byte[] {'e', 't', 'c', '/', 'c', 'a', 'f', (byte) 0xe9}, "latin")
                    .file("etc/\u200ebidi", "bidi")
                    .fifo("etc/fifo")
                    .characterDevice("etc/null", 1, 3),
            layer().dir("etc/")
                    .file("etc/name", "new")
                    .whiteout("etc/gone")
                    .dir("opt/")
                    .opaque("opt"));

    @TempDir
    Path directory;

    private static ImageBuilder gzipped(LayerBuilder... layers) {
        ImageBuilder image = image("app:1");
        Stream.of(layers).forEach(layer -> image.layer(layer, Compression.GZIP));
        return image;
    }

    private static String cat(String... paths) throws IOException {
        byte[] archive = ArchiveDialect.BUILDX_OCI.members(IMAGE).toBytes();
        return cat(new Source.Stream(new ByteArrayInputStream(archive), "old.tar"), paths);
    }

    private static String cat(Source source, String... paths) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long bytes = ImageContents.run(ContentsRequest.of(source, paths), out, ProgressListener.NONE);
        assertEquals(bytes, out.size());
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String refusal(String... paths) {
        return assertThrows(UnmetRequestException.class, () -> cat(paths)).getMessage();
    }

    @ParameterizedTest
    @CsvSource({
        "/etc/name, new",
        "etc/name, new",
        "/../etc//./name, new",
        "/etc/base, base",
        "/etc/same, base",
        "/etc/relative, base",
        "/etc/absolute, base",
        "/etc/outside, base",
        "/lib/so, so",
        "/etc/caf\\xe9, latin",
        "/etc/\\u{200e}bidi, bidi",
    })
    void linksAndNamesAreThoseOfAContainer(String path, String content) throws IOException {
        assertEquals(content, cat(path));
    }

    @Test
    void severalFilesFollowEachOther() throws IOException {
        assertEquals("newbasenew", cat("/etc/name", "/etc/same", "/etc/name"));
    }

    @ParameterizedTest
    @CsvSource({
        "/etc/gone, /etc/gone does not exist",
        "/opt/hidden, /opt/hidden does not exist",
        "/etc/nmae, /etc/nmae does not exist; did you mean /etc/name?",
        "/etcc/x/y, /etcc/x/y: /etcc does not exist; did you mean /etc?",
        "/etc/name/x, /etc/name/x: /etc/name is not a directory",
        "/etc/dangling, '/etc/dangling leads through symbolic links to /nowhere, which does not exist'",
        "/etc/loop, '/etc/loop: too many symbolic links; /etc/loop is one of them'",
        "/etc, '/etc is a directory, not a regular file'",
        "/, '/ is a directory, not a regular file'",
        "/etc/fifo, '/etc/fifo is a fifo, not a regular file'",
        "/etc/null, '/etc/null is a character device, not a regular file'",
    })
    void whatIsNoFileIsRefusedWithTheReason(String path, String problem) {
        assertEquals("old.tar: " + problem, refusal(path));
    }

    @Test
    void nothingIsWrittenIfOneFileIsMissing() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] archive = ArchiveDialect.BUILDX_OCI.members(IMAGE).toBytes();
        ContentsRequest request = ContentsRequest.of(
                new Source.Stream(new ByteArrayInputStream(archive), "old.tar"), "/etc/name", "/etc/gone");
        assertThrows(UnmetRequestException.class, () -> ImageContents.run(request, out, ProgressListener.NONE));
        assertEquals(0, out.size());
    }

    @ParameterizedTest
    @EnumSource
    void everyArchiveIsRead(ArchiveDialect dialect) throws IOException {
        assertEquals("new", cat(new Source.Archive(dialect.write(IMAGE, directory)), "/etc/name"));
    }

    @ParameterizedTest
    @CsvSource({
        "/etc/name, 0 0 1",
        "/etc/same, 1 1 1",
        "/etc/gone, 0 0 1",
        "/opt/hidden, 0 0 1",
        "/etc/base, 1 1 1",
        "/etc/absent, 1 1 1",
    })
    void onlyTheLayersThatDecideAreFetched(String path, String fetched) throws IOException {
        try (FakeRegistry registry = FakeRegistry.open()) {
            registry.hold("app", "1", ArchiveDialect.BUILDX_DOCKER, IMAGE);
            RegistryRuns runs = new RegistryRuns(registry, directory);
            try {
                cat(runs.source("app:1"), path);
            } catch (UnmetRequestException e) {
                // Some of them do not exist.
            }
            List<String> layers = IMAGE.layers().stream()
                    .map(layer -> registry.count("GET .*/blobs/" + Blobs.digest(layer.stored())) - 1)
                    .map(String::valueOf)
                    .toList();
            assertEquals(
                    fetched, String.join(" ", layers), "beside the first bytes of each, which tell its compression");
        }
    }
}
