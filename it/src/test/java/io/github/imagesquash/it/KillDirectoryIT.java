// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.it.Program.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Kills runs that write directories, at moments spread over the whole run. What was there, and what has become visible, is
 * whole after each kill; and the next run takes away what the killed ones could not.
 */
class KillDirectoryIT {
    private static final int KILLS = 10;

    private FaultScene scene;

    @BeforeEach
    void setScene(@TempDir Path directory) throws IOException {
        scene = FaultScene.in(directory);
    }

    private Program squash(String transport) {
        return scene.squash(
                scene.image().toString(),
                "-o",
                transport + scene.output() + (transport.equals("oci:") ? ":small" : ""));
    }

    private static long nanosOf(Program run) throws IOException {
        long begun = System.nanoTime();
        run.output();
        return System.nanoTime() - begun;
    }

    /** The visible files by name, with what identifies their contents; blobs have their names for that. */
    private Map<String, String> visible() throws IOException {
        if (!Files.exists(scene.output())) {
            return Map.of();
        }
        try (Stream<Path> files = Files.walk(scene.output())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !scene.output().relativize(file).toString().startsWith("."))
                    .collect(Collectors.toMap(
                            file -> scene.output().relativize(file).toString(),
                            KillDirectoryIT::digest,
                            (one, other) -> one,
                            TreeMap::new));
        }
    }

    private static String digest(Path file) {
        try {
            return Arrays.hashCode(Files.readAllBytes(file)) + " of " + Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"oci:, index.json", "dir:, manifest.json"})
    void noKillLeavesAWrongNewDirectory(String transport, String top) throws IOException {
        long nanosOfARun = nanosOf(squash(transport));
        Map<String, String> complete = visible();
        for (int i = 0; i < KILLS; i++) {
            delete(scene.output());
            kill(squash(transport), nanosOfARun * i / KILLS);
            Map<String, String> seen = visible();
            assertTrue(seen.isEmpty() || seen.equals(complete), () -> top + ": " + seen);
        }
        delete(scene.output());
        assertCleansUp(transport, complete);
    }

    @ParameterizedTest
    @CsvSource({"oci:, index.json", "dir:, manifest.json"})
    void noKillLeavesAWrongDirectoryThatWasThere(String transport, String top) throws IOException {
        Needs.program("skopeo", "skopeo");
        String other = transport + scene.output() + (transport.equals("oci:") ? ":other" : "");
        String[] copy = {"skopeo", "copy", "--quiet", "docker-archive:" + scene.image(), other};
        Program.of(copy).output();
        Map<String, String> before = visible();
        long nanosOfARun = nanosOf(squash(transport));
        Map<String, String> complete = visible();
        for (int i = 0; i < KILLS; i++) {
            delete(scene.output());
            Program.of(copy).output();
            kill(squash(transport), nanosOfARun * i / KILLS);
            assertIsOneOf(visible(), before, complete, top);
        }
        assertCleansUp(transport, complete);
    }

    /** All that the file at the top leads to is there; blobs that it does not lead to may be as well. */
    private static void assertIsOneOf(
            Map<String, String> seen, Map<String, String> before, Map<String, String> complete, String top) {
        Map<String, String> meant = seen.get(top).equals(before.get(top)) ? before : complete;
        meant.forEach((name, digest) -> assertEquals(digest, seen.get(name), name));
    }

    private void kill(Program squash, long delay) throws IOException {
        try (RunningProgram run = squash.start()) {
            LockSupport.parkNanos(delay);
            run.send(Signal.KILL);
            run.await();
        }
        for (Path file : FaultScene.names(scene.temporary())) {
            Files.delete(file);
        }
        for (Path file : FaultScene.names(scene.javaTemporary())) {
            Files.delete(file);
        }
    }

    private void assertCleansUp(String transport, Map<String, String> complete) throws IOException {
        try (RunningProgram killed = begun(transport)) {
            killed.send(Signal.KILL);
            assertEquals(137, killed.await().exitCode());
        }
        assertTrue(temporaries() >= 2, "what nobody could delete");
        Outcome outcome = squash(transport).run();
        assertEquals(0, outcome.exitCode(), outcome.errors());
        assertTrue(visible().entrySet().containsAll(complete.entrySet()), () -> "incomplete");
        assertEquals(0, temporaries(), "what killed runs left is gone");
        scene.assertOnlyOutput(scene.output());
    }

    /** A run that has deleted what others left, and waits for its input. */
    private RunningProgram begun(String transport) throws IOException {
        RunningProgram run =
                scene.squash("-", "-o", transport + scene.output()).pipedInput().start();
        do {
            assertTrue(run.isRunning(), "ended before it began its output");
            LockSupport.parkNanos(20_000_000);
        } while (temporaries() != 2);
        return run;
    }

    private long temporaries() throws IOException {
        try (Stream<Path> files = Files.walk(scene.output().getParent(), 2)) {
            return files.filter(file -> file.getFileName().toString().matches("\\..*\\.(lock|tmp)"))
                    .count();
        }
    }

    /** Deletes the directory, and leaves what killed runs left beside it. */
    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            Program.of("rm", "-r", directory.toString()).output();
        }
    }

    @Test
    void aRunLeavesTheFilesOfOneThatLives() throws IOException {
        Files.createDirectory(scene.output());
        try (RunningProgram slow = begun("oci:")) {
            squash("oci:").output();
            slow.input().write(Files.readAllBytes(scene.image()));
            slow.input().close();
            Outcome outcome = slow.await();
            assertEquals(0, outcome.exitCode(), outcome.errors());
        }
        assertEquals(0, temporaries());
    }
}
