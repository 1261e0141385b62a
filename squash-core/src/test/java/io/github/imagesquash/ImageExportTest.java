// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.filter.Filter;
import io.github.imagesquash.filter.IgnoreList;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerListing;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.report.ExportReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Encoding;
import io.github.imagesquash.request.ExportRequest;
import io.github.imagesquash.request.ExportTarget;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file system of an image as a tar. */
class ImageExportTest {
    private static final ImageBuilder IMAGE = image("app:1")
            .layer(layer().dir("a/").file("a/old", "old").file("a/gone", "gone").symlink("link", "/a"))
            .layer(layer().file("a/old", "new").hardLink("a/same", "a/old").whiteout("a/gone"), Compression.GZIP);

    @TempDir
    Path directory;

    private Source source = new Source.Archive(Path.of("unset"));

    @BeforeEach
    void source() throws IOException {
        source = new Source.Archive(
                ArchiveDialect.DOCKER_25.write(IMAGE, Files.createDirectory(directory.resolve("in"))));
    }

    private static byte[] exported(Source source, Filter filter) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageExport.run(
                ExportRequest.of(source, new ExportTarget.TarStream(out)).withFilter(filter), ProgressListener.NONE);
        return out.toByteArray();
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void itIsTheTreeThatAContainerSees() throws IOException {
        assertEquals(
                List.of("a/", "a/old=new", "link -> /a", "a/same => a/old"),
                LayerListing.ofTar(exported(source, Filter.NONE)));
    }

    @Test
    void itsBytesAreThoseOfTheLayerThatSquashWrites() throws IOException {
        SquashRequest squash = SquashRequest.of(source, new Destination.Archive(directory.resolve("new.tar")))
                .withEncoding(new Encoding.Chosen(Compression.NONE, Compression.NONE.defaultLevel()));
        String diffId = Squash.run(squash, ProgressListener.NONE)
                .only()
                .result()
                .getFirst()
                .diffId();
        assertEquals(diffId, Digest.sha256Of(exported(source, Filter.NONE)).toString());
    }

    @Test
    void aFileHasTheSameBytesAndReplacesAnOlderOne() throws IOException {
        Path file = Files.writeString(directory.resolve("rootfs.tar"), "older");
        ExportReport report =
                ImageExport.run(ExportRequest.of(source, new ExportTarget.TarFile(file)), ProgressListener.NONE);
        assertEquals(Digest.sha256Of(exported(source, Filter.NONE)), Digest.sha256Of(Files.readAllBytes(file)));
        assertEquals(4, report.entries());
        assertEquals(3, report.contentBytes());
        assertEquals(List.of("in", "rootfs.tar"), left());
    }

    @Test
    void whatIsExcludedIsLeftOut() throws IOException {
        Filter filter = Filter.of(IgnoreList.of("--exclude", List.of("a/old")));
        assertEquals(List.of("a/", "a/same=new", "link -> /a"), LayerListing.ofTar(exported(source, filter)));
    }

    @Test
    void nothingIsLeftOfADamagedImage() throws IOException {
        Path archive = ((Source.Archive) source).path();
        String bytes = Files.readString(archive, StandardCharsets.ISO_8859_1);
        Files.writeString(archive, bytes.replace("gone", "GONE"), StandardCharsets.ISO_8859_1);
        Path file = directory.resolve("rootfs.tar");
        ExportRequest request = ExportRequest.of(source, new ExportTarget.TarFile(file));
        assertThrows(InvalidImageException.class, () -> ImageExport.run(request, ProgressListener.NONE));
        assertEquals(List.of("in"), left());
    }

    @Test
    void theImageIsNotOverwritten() {
        ExportRequest request = ExportRequest.of(source, new ExportTarget.TarFile(((Source.Archive) source).path()));
        String message = assertThrows(
                        UnmetRequestException.class, () -> ImageExport.run(request, ProgressListener.NONE))
                .getMessage();
        assertTrue(message.endsWith("the output is the input; choose another name"), message);
    }

    private ExportReport toDirectory(Source image, Path target) throws IOException {
        return ImageExport.run(ExportRequest.of(image, new ExportTarget.NewDirectory(target)), ProgressListener.NONE);
    }

    @Test
    void aDirectoryHasTheFilesWithTheirAttributes() throws IOException {
        Path target = directory.resolve("rootfs");
        toDirectory(source, target);
        assertEquals("new", Files.readString(target.resolve("a/old")));
        assertTrue(Files.isSameFile(target.resolve("a/old"), target.resolve("a/same")));
        assertEquals(Path.of("/a"), Files.readSymbolicLink(target.resolve("link")));
        assertEquals(
                1_000_000_000, Files.getLastModifiedTime(target.resolve("a")).to(TimeUnit.SECONDS));
        assertEquals(List.of("in", "rootfs"), left());
    }

    @Test
    void anEmptyDirectoryIsReplacedAndNoOther() throws IOException {
        Path target = Files.createDirectory(directory.resolve("rootfs"));
        toDirectory(source, target);
        assertTrue(Files.exists(target.resolve("a")));
        String message = assertThrows(FileSystemException.class, () -> toDirectory(source, target))
                .getMessage();
        assertEquals(target + ": is not empty; name a new directory", message);
    }

    @Test
    void linksLeadNoFileOutOfTheDirectory() throws IOException {
        ImageBuilder hostile = image("app:1")
                .layer(layer().symlink("up", "../..").file("up/above", "1").symlink("abs", directory.toString()))
                .layer(layer().file("abs/inside", "2"));
        Source image = new Source.Archive(
                ArchiveDialect.DOCKER_25.write(hostile, Files.createDirectory(directory.resolve("hostile"))));
        Path target = directory.resolve("rootfs");
        toDirectory(image, target);
        assertEquals("1", Files.readString(target.resolve("above")));
        assertEquals("2", Files.readString(target.resolve("abs/inside")));
        assertTrue(Files.isDirectory(target.resolve("abs"), LinkOption.NOFOLLOW_LINKS));
        assertEquals(List.of("hostile", "in", "rootfs"), left());
    }

    @Test
    void nothingIsLeftOfADirectoryThatFails() throws IOException {
        ExportRequest request = ExportRequest.of(source, new ExportTarget.NewDirectory(directory.resolve("rootfs")));
        assertThrows(
                InterruptedIOException.class,
                () -> ImageExport.run(request, event -> {
                    if (event instanceof ProgressListener.Advanced advanced
                            && advanced.stage() == ProgressListener.Stage.WRITE) {
                        Thread.currentThread().interrupt();
                    }
                }));
        assertTrue(Thread.interrupted());
        assertEquals(List.of("in"), left());
    }
}
