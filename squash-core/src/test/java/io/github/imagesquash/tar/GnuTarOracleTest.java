// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.SPARSE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.imagesquash.fixture.LayerBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GNU tar reads what {@link TarEncoder} writes, and {@link TarReader} reads what GNU tar writes. */
class GnuTarOracleTest {
    private static final String LONG = "directory/".repeat(20) + "file";

    @TempDir
    Path directory;

    @BeforeAll
    static void requireGnuTar() throws Exception {
        assumeTrue(isGnuTar(), "GNU tar is not installed");
    }

    @Test
    void listsWhatWasWritten() throws Exception {
        Path tar = encoded(layer().dir("d/")
                .mode(01777)
                .file("d/set-uid", "")
                .mode(04755)
                .owner(5, 3_000_000)
                .mtime(1234567890, 123456789)
                .file(LONG, "")
                .symlink("l", LONG)
                .hardLink("h", "d/set-uid")
                .characterDevice("c", 500, 300_000)
                .fifo("f"));
        List<String> lines = tar("--utc", "--full-time", "--numeric-owner", "--list", "-vv", "--file", tar.toString());
        assertEquals(
                List.of(
                        "drwxrwxrwt 0/0 0 2001-09-09 01:46:40 d/",
                        "-rwsr-xr-x 5/3000000 0 2009-02-13 23:31:30.123456789 d/set-uid",
                        "-rw-r--r-- 0/0 0 2001-09-09 01:46:40 " + LONG,
                        "lrwxrwxrwx 0/0 0 2001-09-09 01:46:40 l -> " + LONG,
                        "hrw-r--r-- 0/0 0 2001-09-09 01:46:40 h link to d/set-uid",
                        "crw-r--r-- 0/0 500,300000 2001-09-09 01:46:40 c",
                        "prw-r--r-- 0/0 0 2001-09-09 01:46:40 f"),
                lines.stream().map(line -> line.replaceAll(" +", " ")).toList());
    }

    @Test
    void namesExtendedAttributes() throws Exception {
        Path tar = encoded(layer().file("a", "")
                .xattr("user.binary", new byte[] {0, '\n', (byte) 0xff})
                .xattr("security.capability", new byte[20]));
        List<String> lines = tar("--xattrs", "--xattrs-include=*", "--list", "-vv", "--file", tar.toString());
        assertTrue(lines.stream().anyMatch(line -> line.matches("\\s*x: 3 user.binary")), lines::toString);
        assertTrue(lines.stream().anyMatch(line -> line.matches("\\s*x: 20 security.capability")), lines::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--format=gnu",
                "--format=pax --sparse-version=0.0",
                "--format=pax --sparse-version=0.1",
                "--format=pax --sparse-version=1.0"
            })
    void sparseFilesOfEveryFormatAreReadAsTheyWere(String format) throws Exception {
        Path sparse = directory.resolve("sparse");
        try (FileChannel channel = FileChannel.open(sparse, CREATE_NEW, SPARSE, WRITE)) {
            // More runs than an old GNU header holds.
            for (int i = 1; i < 40; i++) {
                channel.write(ByteBuffer.wrap(new byte[] {(byte) i}), i * 70_000L);
            }
        }
        byte[] content = Files.readAllBytes(sparse);
        Path tar = directory.resolve("sparse.tar");
        tar(("--create --sparse " + format + " -f " + tar + " -C " + directory + " sparse").split(" "));
        ReadTar read = ReadTar.of(Files.readAllBytes(tar));
        assertEquals(List.of("sparse"), read.names());
        assertArrayEquals(content, read.contentBytes(0));
        assertTrue(Files.size(tar) < content.length, "the archive is not sparse");
    }

    /** The header of each entry, read and written again, and the end. */
    private Path encoded(LayerBuilder layer) throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        for (TarEntry entry : ReadTar.of(layer).entries()) {
            tar.writeBytes(TarEncoder.encode(entry.header()));
        }
        tar.writeBytes(new byte[TarEncoder.END_SIZE]);
        return Files.write(directory.resolve("encoded.tar"), tar.toByteArray());
    }

    private static boolean isGnuTar() throws InterruptedException {
        try {
            return tar("--version").getFirst().contains("GNU tar");
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> tar(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tar"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1)
                .lines()
                .toList();
        assertEquals(0, process.waitFor(), lines::toString);
        return lines;
    }
}
