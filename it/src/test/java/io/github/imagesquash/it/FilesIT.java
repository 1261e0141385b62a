// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.oci.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that squash lists, prints and exports are those that umoci unpacks and an engine imports. */
class FilesIT {
    private static final String NAME = "localhost/squash-it-files:1";

    @TempDir
    Path directory;

    private Path archive = Path.of("unset");

    @BeforeEach
    void archive() throws IOException {
        byte[] latin = "etc/caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        ImageBuilder image = ImageBuilder.image(NAME)
                .layer(
                        layer().dir("./")
                                .mode(0751)
                                .dir("etc/")
                                .file("etc/a", "A")
                                .file("etc/gone", "B".repeat(5000))
                                .dir("opt/")
                                .file("opt/hidden", "H"),
                        Compression.GZIP)
                .layer(layer().dir("etc/")
                        .whiteout("etc/gone")
                        .file("etc/setuid", "S")
                        .mode(04755)
                        .owner(5, 6)
                        .file("etc/capable", "C")
                        .xattr(
                                "security.capability",
                                new byte[] {1, 0, 0, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})
                        .hardLink("etc/same", "etc/setuid")
                        .mode(04755)
                        .owner(5, 6)
                        .file(latin, "latin"))
                .layer(
                        layer().dir("opt/")
                                .opaque("opt")
                                .dir("srv/")
                                .mode(01777)
                                .symlink("srv/link", "//etc/./a")
                                .symlink("srv/out", "../../../etc/setuid")
                                .characterDevice("srv/null", 1, 3)
                                .blockDevice("srv/disk", 300, 70000)
                                .fifo("srv/fifo")
                                .dir("srv/closed/")
                                .file("srv/closed/f", "F")
                                .mode(0)
                                .mtime(1_234_567_890, 123_456_789),
                        Compression.GZIP);
        archive = ArchiveDialect.BUILDX_OCI.write(image, directory);
    }

    private FileListing unpacked() throws IOException {
        Needs.program("umoci", "umoci");
        Needs.program("skopeo", "skopeo");
        Needs.program("getfattr", "attr");
        Needs.root();
        return FileLister.unpacked("oci-archive:" + archive, directory.resolve("umoci"));
    }

    private byte[] squash(String... arguments) throws IOException {
        return Launcher.squash(arguments).output();
    }

    @Test
    void theDirectoryIsWhatUmociUnpacks() throws IOException {
        FileListing expected = unpacked();
        Path exported = directory.resolve("exported");
        squash("export", archive.toString(), "--to-directory", exported.toString());
        expected.assertSame(FileLister.list(exported));
        try (Stream<Path> left = Files.list(directory)) {
            assertTrue(left.noneMatch(file -> file.getFileName().toString().startsWith(".exported")));
        }
    }

    @Test
    void theTarUnpackedByTarIsWhatUmociUnpacks() throws IOException {
        FileListing expected = unpacked();
        Path tar = directory.resolve("rootfs.tar");
        squash("export", archive.toString(), "-o", tar.toString());
        Path exported = Files.createDirectory(directory.resolve("exported"));
        // Hard links come last, after the directories that they are in.
        List<String> options = List.of(
                "--xattrs",
                "--xattrs-include=*",
                "--numeric-owner",
                "--delay-directory-restore",
                "-xpf",
                tar.toString());
        Program.of(Stream.concat(Stream.of("tar"), options.stream()).toList())
                .in(exported)
                .output();
        expected.assertSame(FileLister.list(exported));
    }

    @Test
    void anEngineImportsTheTarAsItIs() throws IOException {
        String name = Engine.imageName("files-imported");
        try (Engine _ = Engine.connect()) {
            Path tar = directory.resolve("rootfs.tar");
            squash("export", archive.toString(), "-o", tar.toString());
            Program.of("docker", "import", tar.toString(), name).output();
            try {
                byte[] diffId = Program.of("docker", "inspect", "--format", "{{index .RootFS.Layers 0}}", name)
                        .output();
                assertEquals(
                        Digest.sha256Of(Files.readAllBytes(tar)).toString(),
                        new String(diffId, StandardCharsets.UTF_8).strip());
            } finally {
                Program.of("docker", "rmi", name).output();
            }
        }
    }

    @Test
    void everyFileIsListedAndPrintedAsUmociUnpacksIt() throws IOException {
        unpacked();
        Path rootfs = directory.resolve("umoci/bundle/rootfs");
        byte[] found = Program.of("find", ".", "-mindepth", "1", "!", "-name", "caf*", "-printf", "/%P\\n")
                .in(rootfs)
                .output();
        List<String> listed = new String(squash("ls", "-R", archive.toString()), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertTrue(listed.contains("/etc/caf\\xe9"), listed::toString);
        assertEquals(
                new String(found, StandardCharsets.UTF_8).lines().sorted().toList(),
                listed.stream()
                        .filter(path -> !path.startsWith("/etc/caf"))
                        .sorted()
                        .toList());
        for (String file : List.of("etc/a", "etc/same", "srv/closed/f", "etc/capable")) {
            assertArrayEquals(
                    Files.readAllBytes(rootfs.resolve(file)), squash("cat", archive.toString(), "/" + file), file);
        }
        assertEquals("S", new String(squash("cat", archive.toString(), "/srv/out"), StandardCharsets.UTF_8));
        assertEquals("latin", new String(squash("cat", archive.toString(), "/etc/caf\\xe9"), StandardCharsets.UTF_8));
    }

    @Test
    void aReaderThatEndsIsNoFailureToReport() throws IOException {
        Path big = directory.resolve("big.tar");
        Files.write(
                big,
                ArchiveDialect.DOCKER_LEGACY
                        .members(ImageBuilder.image(NAME).layer(layer().file("big", new byte[10 << 20])))
                        .toBytes());
        Path errors = directory.resolve("errors");
        String line = "\"$0\" cat \"$1\" /big 2>\"$2\" | head -c 1 >/dev/null; echo ${PIPESTATUS[0]}";
        byte[] exitCode = Program.of("bash", "-c", line, Launcher.PATH, big.toString(), errors.toString())
                .output();
        assertEquals("1\n", new String(exitCode, StandardCharsets.UTF_8));
        assertEquals("", Files.readString(errors));
    }
}
