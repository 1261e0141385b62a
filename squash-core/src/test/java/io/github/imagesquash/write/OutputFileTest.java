// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing but a complete file has the name, and nothing else is left. */
class OutputFileTest {
    private static final String KILLED = "0123456789abcdef01234567";

    @TempDir
    Path directory;

    private Path target;

    @BeforeEach
    void name() {
        target = directory.resolve("new.tar");
    }

    private static OutputFile written(Path path, String content) throws IOException {
        OutputFile file = new OutputFile(path, true);
        file.channel().write(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
        return file;
    }

    private static void write(Path path, String content) throws IOException {
        try (OutputFile file = written(path, content)) {
            file.commit();
        }
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void leave(String... names) throws IOException {
        for (String name : names) {
            Files.writeString(directory.resolve(name), "left");
        }
    }

    private void lock(String number, String key) throws IOException {
        Files.writeString(directory.resolve(".new.tar." + number + ".lock"), key);
    }

    private String key(String file) throws IOException {
        try (OpenDirectory there = OpenDirectory.of(directory)) {
            return there.key(Path.of(file)).orElseThrow();
        }
    }

    @Test
    void theNameAppearsAtTheCommit() throws IOException {
        try (OutputFile file = written(target, "new")) {
            assertTrue(Files.notExists(target));
            file.commit();
            assertEquals("new", Files.readString(target));
        }
        assertEquals(List.of("new.tar"), names());
    }

    @Test
    void withoutCommitNothingIsLeftAndTheOldFileStays() throws IOException {
        leave("new.tar");
        written(target, "new").close();
        assertEquals(List.of("new.tar"), names());
        assertEquals("left", Files.readString(target));
    }

    @Test
    void whatAKilledRunLeftIsDeletedByTheNextOneToTheSameName() throws IOException {
        leave(".new.tar." + KILLED + ".tmp");
        lock(KILLED, key(".new.tar." + KILLED + ".tmp"));
        // killed before it could say which file it writes
        Files.createFile(directory.resolve(".new.tar." + KILLED.replace('0', 'e') + ".tmp"));
        lock(KILLED.replace('0', 'e'), "");
        // killed after the move
        leave(".new.tar." + KILLED.replace('0', 'f') + ".lock");
        write(target, "new");
        assertEquals(List.of("new.tar"), names());
    }

    @Test
    void otherFilesAreNotTakenForLeftovers() throws IOException {
        String[] others = {
            ".new.tar." + KILLED + ".tmp", // nothing tells that its writer is dead
            ".new.tar.mine.lock",
            ".new.tar.mine.tmp",
            ".old.tar." + KILLED + ".lock",
            ".old.tar." + KILLED + ".tmp",
        };
        leave(others);
        write(target, "new");
        assertEquals(others.length + 1, names().size(), names().toString());
    }

    @Test
    void aLinkThatIsNamedLikeALeftoverIsNotFollowed() throws IOException {
        leave("precious");
        Files.createSymbolicLink(directory.resolve(".new.tar." + KILLED + ".lock"), Path.of("precious"));
        write(target, "new");
        assertEquals(List.of(".new.tar." + KILLED + ".lock", "new.tar", "precious"), names());
    }

    @Test
    void twoMayWriteToOneNameAndTheLastToCommitHasIt() throws IOException {
        try (OutputFile first = written(target, "first");
                OutputFile second = written(target, "second")) {
            second.commit();
            first.commit();
        }
        assertEquals("first", Files.readString(target));
        assertEquals(List.of("new.tar"), names());
    }

    @Test
    void aSymbolicLinkStaysAndItsTargetIsReplaced() throws IOException {
        leave("real.tar");
        Files.createSymbolicLink(target, Path.of("real.tar"));
        write(target, "new");
        assertTrue(Files.isSymbolicLink(target));
        assertEquals("new", Files.readString(directory.resolve("real.tar")));
        assertEquals(List.of("new.tar", "real.tar"), names());
    }

    @Test
    void aNameTooLongForTheSystemIsToldAsTheUserGaveIt() throws IOException {
        Path longName = directory.resolve("n".repeat(250));
        FileSystemException e = assertThrows(FileSystemException.class, () -> new OutputFile(longName, true));
        assertEquals(longName.toString(), e.getFile());
        assertEquals(List.of(), names());
    }

    @Test
    void aDirectoryThatIsNotThereIsNamed() {
        Path gone = directory.resolve("gone");
        FileSystemException e =
                assertThrows(FileSystemException.class, () -> new OutputFile(gone.resolve("new.tar"), true));
        assertEquals(gone + ": no such directory for the output", e.getMessage());
    }
}
