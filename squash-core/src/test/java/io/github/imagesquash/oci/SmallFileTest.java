// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SmallFileTest {
    @TempDir
    Path directory;

    private static String refusal(Path file) {
        FileSystemException refusal = assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThrows(FileSystemException.class, () -> SmallFile.read(file)));
        assertEquals(file.toString(), refusal.getFile());
        return refusal.getReason();
    }

    @Test
    void aFileAndALinkToOneAreRead() throws IOException {
        Path file = Files.writeString(directory.resolve("a"), "grün");
        Path link = Files.createSymbolicLink(directory.resolve("b"), file);
        assertEquals("grün", SmallFile.readText(file));
        assertEquals("grün", SmallFile.readText(link));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatNeverEndsIsNotRead() throws IOException, InterruptedException {
        Path pipe = directory.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        assertEquals("is a named pipe; expected a file", refusal(pipe));
        String device = "is a device; expected a file";
        assertEquals(device, refusal(Path.of("/dev/zero")));
        assertEquals(device, refusal(Files.createSymbolicLink(directory.resolve("zero"), Path.of("/dev/zero"))));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aSocketIsNoFile() throws IOException {
        Path socket = directory.resolve("socket");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            assertEquals("is a socket; expected a file", refusal(socket));
        }
    }

    @Test
    void aDirectoryIsNoFile() {
        assertEquals("is a directory; expected a file", refusal(directory));
    }

    @Test
    void aHugeFileIsRefused() throws IOException {
        Path huge = directory.resolve("huge");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(1L << 40);
        }
        assertEquals("is larger than 16 MiB, which no such file is", refusal(huge));
    }

    @Test
    void whatIsNotThereIsSaidToBe() {
        assertThrows(NoSuchFileException.class, () -> SmallFile.read(directory.resolve("none")));
    }
}
