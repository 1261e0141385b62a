// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * S4, S11 and A4: in a directory that others can write to they may give files any name, and put links anywhere. Nothing is
 * deleted but what squash has made, and nothing is written or read outside.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
class SharedPlaceTest {
    private static final String PLANTED = "0123456789abcdef01234567";

    @TempDir
    Path directory;

    private Path precious;
    private Path layout;

    @BeforeEach
    void makePrecious() throws IOException {
        directory = directory.toRealPath();
        precious = Files.createDirectories(directory.resolve("mine/precious"));
        Files.writeString(precious.resolve("file"), "mine");
        layout = Files.createDirectory(directory.resolve("layout"));
    }

    private void assertPreciousStays() throws IOException {
        assertEquals("mine", Files.readString(precious.resolve("file")));
        try (var files = Files.list(precious)) {
            assertEquals(1, files.count(), "something was written here");
        }
    }

    private void writeFile() throws IOException {
        try (OutputFile file = new OutputFile(directory.resolve("out.tar"), false)) {
            file.commit();
        }
    }

    private void writeDirectory(String... more) throws IOException {
        try (OutputDirectory output = new OutputDirectory(layout, false)) {
            output.add("blobs/sha256/a", bytes("a"));
            for (String file : more) {
                output.add(file, bytes("new"));
            }
            output.add("index.json", bytes("new"));
            try (OpenDirectory there = output.open();
                    DirectoryLock _ = output.lock(there)) {
                output.join(there);
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "(dev=1,ino=1)", "(ino=1)", "x"})
    void aDirectoryOfTheCallerThatWasGivenTheNameOfALeftoverStays(String said) throws IOException {
        Path renamed = directory.resolve(".out.tar." + PLANTED + ".tmp");
        Files.move(precious, renamed);
        Files.writeString(directory.resolve(".out.tar." + PLANTED + ".lock"), said);

        writeFile();

        assertEquals("mine", Files.readString(renamed.resolve("file")));
        Files.move(renamed, precious);
    }

    @Test
    void aFileOfTheCallerThatWasGivenTheNameOfALeftoverStays() throws IOException {
        Path renamed = directory.resolve(".out.tar." + PLANTED + ".tmp");
        Files.move(precious.resolve("file"), renamed);
        Files.createFile(directory.resolve(".out.tar." + PLANTED + ".lock"));

        writeFile();

        assertEquals("mine", Files.readString(renamed));
    }

    @Test
    void aLinkInTheNameOfALeftoverIsNeverFollowed() throws IOException {
        Files.createSymbolicLink(directory.resolve(".out.tar." + PLANTED + ".tmp"), precious);
        Files.createFile(directory.resolve(".out.tar." + PLANTED + ".lock"));

        writeFile();

        assertPreciousStays();
    }

    @Test
    void whatTakesThePlaceOfTheTemporaryDirectoryIsNotDeleted() throws IOException {
        Path planted;
        try (OutputDirectory output = new OutputDirectory(layout, false)) {
            planted = output.staging().getParent();
            Files.move(planted, directory.resolve("moved away"));
            Files.move(precious, planted);
        }
        assertEquals("mine", Files.readString(planted.resolve("file")));
    }

    @Test
    void writingGoesOnInTheDirectoryThatWasOpenedWhateverItsPathLeadsToNow() throws IOException {
        try (OutputDirectory output = new OutputDirectory(layout, false)) {
            output.add("index.json", bytes("first"));
            Files.move(layout, directory.resolve("moved"));
            Files.createSymbolicLink(layout, precious);
            try {
                output.add("index.json", bytes("second"));
            } catch (IOException e) {
                // As good.
            }
        }
        assertPreciousStays();
    }

    @ParameterizedTest
    @ValueSource(strings = {"blobs", "blobs/sha256"})
    void aLinkThatLeadsOutOnTheWayToABlobIsRefused(String link) throws IOException {
        Files.createDirectories(layout.resolve(link).getParent());
        Files.createSymbolicLink(layout.resolve(link), precious);

        FileSystemException e = assertThrows(FileSystemException.class, this::writeDirectory);

        assertTrue(e.getReason().contains("is a link that leads out of the directory"), e.getMessage());
        assertPreciousStays();
    }

    @ParameterizedTest
    @ValueSource(strings = {"blobs", "blobs/sha256"})
    void aLinkThatStaysInsideIsFollowedAsInReading(String link) throws IOException {
        Path elsewhere = Files.createDirectories(layout.resolve("elsewhere"));
        Files.createDirectories(layout.resolve(link).getParent());
        Files.createSymbolicLink(layout.resolve(link), elsewhere);

        writeDirectory();

        assertTrue(Files.isSymbolicLink(layout.resolve(link)));
        assertEquals("a", Files.readString(layout.resolve("blobs/sha256/a")));
        assertTrue(layout.resolve("blobs/sha256/a").toRealPath().startsWith(elsewhere));
    }

    @Test
    void aLinkInThePlaceOfABlobIsReplacedAndNotWrittenThrough() throws IOException {
        Files.createDirectories(layout.resolve("blobs/sha256"));
        Files.createSymbolicLink(layout.resolve("blobs/sha256/a"), precious.resolve("file"));

        writeDirectory();

        assertTrue(Files.isRegularFile(layout.resolve("blobs/sha256/a"), LinkOption.NOFOLLOW_LINKS));
        assertPreciousStays();
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.json", "oci-layout"})
    void aControlFileThatIsALinkOutOfTheLayoutIsNotRead(String name) throws IOException {
        Files.writeString(layout.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        Files.deleteIfExists(layout.resolve(name));
        Files.createSymbolicLink(layout.resolve(name), precious.resolve("file"));

        IOException e = assertThrows(IOException.class, () -> ContainedPath.read(layout, name));

        assertTrue(e.getMessage().contains("leads out of the directory"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {".squash.lock", "index.json", ".layout." + PLANTED + ".lock"})
    void aNamedPipeIsNeverWaitedFor(String name) throws Exception {
        Process mkfifo = new ProcessBuilder("mkfifo", layout.resolve(name).toString()).start();
        assertTrue(mkfifo.waitFor(10, TimeUnit.SECONDS) && mkfifo.exitValue() == 0);

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            try {
                ContainedPath.read(layout, "index.json");
                writeDirectory();
            } catch (FileSystemException e) {
                assertEquals(
                        "\"" + name + "\" in it is not a regular file",
                        e.getReason().replaceAll("; .*", ""));
            }
        });
    }

    @Test
    void theDirectoryForUnfinishedFilesLetsNobodyElseIn() throws IOException {
        try (OutputDirectory output = new OutputDirectory(layout, false)) {
            assertEquals(
                    "rwx------",
                    java.nio.file.attribute.PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(output.staging().getParent())));
        }
    }

    @Test
    void aNewDirectoryHasThePermissionsOfAnyOther() throws IOException {
        Path ordinary = Files.createDirectory(directory.resolve("ordinary"));
        Files.delete(layout);
        try (OutputDirectory output = new OutputDirectory(layout, true)) {
            output.add("index.json", bytes("new"));
            assertTrue(output.appear());
        }
        assertEquals(Files.getPosixFilePermissions(ordinary), Files.getPosixFilePermissions(layout));
        assertEquals(List.of("index.json"), List.of(layout.toFile().list()));
    }
}
