// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A directory shows complete files, or nothing, and nothing else is left: neither beside it nor in it. */
class OutputDirectoryTest {
    private static final String KILLED = "0123456789abcdef01234567";

    @TempDir
    Path directory;

    private Path target;

    @BeforeEach
    void name() {
        target = directory.resolve("layout");
    }

    private OutputDirectory written(String content) throws IOException {
        OutputDirectory output = new OutputDirectory(target, true);
        output.add("blobs/" + content, content.getBytes(StandardCharsets.UTF_8));
        output.add("index", content.getBytes(StandardCharsets.UTF_8));
        return output;
    }

    private void write(String content) throws IOException {
        try (OutputDirectory output = written(content)) {
            commit(output);
        }
    }

    private static void commit(OutputDirectory output) throws IOException {
        if (!output.appear()) {
            join(output);
        }
    }

    private static void join(OutputDirectory output) throws IOException {
        try (OpenDirectory there = output.open()) {
            output.join(there);
        }
    }

    private List<String> files() throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(file -> !file.equals(directory))
                    .map(file -> directory.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    /** What a killed run leaves, by its name but for what tells its kind. */
    private static void leave(Path stem) throws IOException {
        Path unfinished = Path.of(stem + ".tmp");
        Files.createDirectories(unfinished.resolve("new/blobs"));
        Files.writeString(unfinished.resolve("new/blobs/a"), "left");
        Files.writeString(Path.of(stem + ".lock"), key(unfinished));
    }

    private static String key(Path file) throws IOException {
        try (OpenDirectory directory = OpenDirectory.of(file.getParent())) {
            return directory.key(file.getFileName()).orElseThrow();
        }
    }

    @Test
    void nothingIsSeenBeforeTheCommit() throws IOException {
        try (OutputDirectory output = written("a")) {
            assertTrue(Files.notExists(target));
            commit(output);
        }
        assertEquals(List.of("layout", "layout/blobs", "layout/blobs/a", "layout/index"), files());
    }

    @Test
    void withoutCommitNothingIsLeftAndWhatWasThereStays() throws IOException {
        written("a").close();
        assertEquals(List.of(), files());
        write("a");
        List<String> before = files();
        written("b").close();
        assertEquals(before, files());
        assertEquals("a", Files.readString(target.resolve("index")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "layout/"})
    void whatAKilledRunLeftBesideItOrInItIsDeletedByTheNext(String place) throws IOException {
        write("a");
        List<String> before = files();
        leave(directory.resolve(place + ".layout." + KILLED));
        write("a");
        assertEquals(before, files());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "layout/"})
    void whatALivingRunWritesIsLeftAlone(String place) throws IOException {
        if (!place.isEmpty()) {
            Files.createDirectory(target);
        }
        try (OutputDirectory living = written("a")) {
            new OutputDirectory(target, true).close();
            assertTrue(Files.exists(living.staging().resolve("blobs/a")));
            assertEquals(
                    directory.resolve(place).normalize(),
                    living.staging().getParent().getParent());
            commit(living);
        }
        assertEquals(List.of("layout", "layout/blobs", "layout/blobs/a", "layout/index"), files());
    }

    @Test
    void aLinkInWhatWasLeftIsNotFollowed() throws IOException {
        Path precious = Files.writeString(
                Files.createDirectory(directory.resolve("mine")).resolve("precious"), "");
        leave(directory.resolve(".layout." + KILLED));
        Files.createSymbolicLink(directory.resolve(".layout." + KILLED + ".tmp/link"), precious.getParent());
        write("a");
        assertTrue(Files.exists(precious));
        assertTrue(Files.notExists(directory.resolve(".layout." + KILLED + ".tmp")));
    }

    @Test
    void whoMadeItMeanwhileIsNotOverwritten() throws IOException {
        try (OutputDirectory first = written("a");
                OutputDirectory second = written("b")) {
            assertTrue(first.appear());
            assertFalse(second.appear());
        }
        assertEquals(List.of("layout", "layout/blobs", "layout/blobs/a", "layout/index"), files());
    }

    @Test
    void filesJoinThoseThatAppearedMeanwhile() throws IOException {
        try (OutputDirectory first = written("a");
                OutputDirectory second = written("b")) {
            commit(first);
            commit(second);
        }
        assertEquals(List.of("layout", "layout/blobs", "layout/blobs/a", "layout/blobs/b", "layout/index"), files());
        assertEquals("b", Files.readString(target.resolve("index")));
    }

    @Test
    void whatIsAddedFirstIsThereBeforeAllOthers() throws IOException {
        Files.createDirectories(target.resolve("blobs/a/in the way"));
        Files.writeString(target.resolve("mark"), "old");
        try (OutputDirectory output = written("a")) {
            output.addFirst("mark", "new".getBytes(StandardCharsets.UTF_8));
            assertThrows(IOException.class, () -> join(output));
        }
        assertEquals("new", Files.readString(target.resolve("mark")));
    }

    @Test
    void fileThatAppearedMeanwhileIsNotOverwritten() throws IOException {
        try (OutputDirectory output = written("a")) {
            Files.writeString(target, "mine");
            FileSystemException e = assertThrows(FileSystemException.class, output::appear);
            assertEquals(target.toString(), e.getFile());
        }
        assertEquals(List.of("layout"), files());
    }

    @Test
    void ofThoseThatLockItOneWaitsForTheOther() throws Exception {
        Files.createDirectory(target);
        try (OutputDirectory first = written("a");
                OutputDirectory second = written("b")) {
            AtomicBoolean locked = new AtomicBoolean();
            Thread waiting = new Thread(() -> assertDoesNotThrow(() -> {
                try (OpenDirectory there = second.open();
                        DirectoryLock _ = second.lock(there)) {
                    locked.set(true);
                }
            }));
            try (OpenDirectory there = first.open();
                    DirectoryLock _ = first.lock(there)) {
                waiting.start();
                waiting.join(100);
                assertFalse(locked.get());
            }
            waiting.join();
            assertTrue(locked.get());
        }
        assertEquals(List.of("layout"), files());
    }

    @Test
    void whoWaitsForALockCanBeInterrupted() throws Exception {
        Files.createDirectory(target);
        try (OpenDirectory there = OpenDirectory.of(target);
                DirectoryLock _ = DirectoryLock.of(there)) {
            FutureTask<InterruptedIOException> waiting =
                    new FutureTask<>(() -> assertThrows(InterruptedIOException.class, () -> DirectoryLock.of(there)));
            Thread thread = Thread.ofPlatform().start(waiting);
            thread.interrupt();
            waiting.get();
        }
        assertEquals(List.of("layout"), files());
    }

    @Test
    void aFailureNamesTheDirectoryAsTheUserDid() throws IOException {
        try (OutputDirectory output = written("a")) {
            FileSystemException e =
                    assertThrows(FileSystemException.class, () -> output.add("n".repeat(300), new byte[0]));
            assertEquals(target.toString(), e.getFile());
        }
        assertEquals(List.of(), files());
    }

    @Test
    void aDirectoryThatIsNotThereIsNamed() {
        Path gone = directory.resolve("gone");
        FileSystemException e =
                assertThrows(FileSystemException.class, () -> new OutputDirectory(gone.resolve("layout"), true));
        assertEquals(gone + ": no such directory for the output", e.getMessage());
    }

    @Test
    void rootIsRefused() {
        FileSystemException refused =
                assertThrows(FileSystemException.class, () -> new OutputDirectory(Path.of("/"), true));
        assertEquals("/: is the root directory; name one below it", refused.getMessage());
    }
}
