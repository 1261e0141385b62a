// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.program;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that hang, and those that leave others behind, which write their process numbers into a file. */
@Timeout(60)
class TimedProgramTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private ProcessBuilder shell(String script) {
        return new ProcessBuilder("/bin/sh", "-c", script.replace("PIDS", directory + "/pids"));
    }

    private TimedProgram.Ended run(String script, Duration patience) throws IOException, TimeoutException {
        return TimedProgram.run(shell(script), "in\n", patience);
    }

    private List<String> pids() {
        try {
            return Files.readAllLines(directory.resolve("pids"));
        } catch (IOException e) {
            return List.of();
        }
    }

    /** A process that was killed ends a moment later. */
    private void assertNobodyIsLeft(int processes) {
        assertEquals(processes, pids().size());
        for (String pid : pids()) {
            Path process = Path.of("/proc", pid, "stat");
            long end = System.nanoTime() + LONG.toNanos();
            while (isAlive(process) && System.nanoTime() < end) {
                LockSupport.parkNanos(1_000_000);
            }
            assertFalse(isAlive(process), "process " + pid);
        }
    }

    private static boolean isAlive(Path stat) {
        try {
            return !Files.readString(stat).contains(") Z ");
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void outputErrorsAndExitCodeAreThoseOfTheProgram() throws Exception {
        TimedProgram.Ended ended = run("cat; echo why >&2; exit 3", LONG);
        assertArrayEquals("in\n".getBytes(StandardCharsets.UTF_8), ended.output());
        assertEquals("why\n", ended.errors());
        assertEquals(3, ended.exitCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo $$ >PIDS; exec sleep 200",
                "sleep 200 & echo $! >PIDS; wait",
                "(sleep 200 & echo $! >>PIDS; sleep 200 & echo $! >>PIDS; wait) & wait",
                "trap '' TERM INT HUP; echo $$ >PIDS; while :; do sleep 1; done",
                "echo $$ >PIDS; while :; do echo garbage; done",
            })
    void programThatHangsIsKilledWithItsChildren(String script) {
        int processes = script.split("PIDS", -1).length - 1;
        assertThrows(
                TimeoutException.class,
                () -> TimedProgram.run(shell(script), "in\n", () -> pids().size() == processes, LONG));
        assertNobodyIsLeft(processes);
    }

    @Test
    void programThatTakesTooLongIsKilled() {
        assertThrows(TimeoutException.class, () -> run("exec sleep 200", SHORT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo out; sleep 200 & echo $! >PIDS; sleep 0.1",
                "echo out; (sleep 200 & echo $! >PIDS) ; sleep 0.1",
                "echo out; setsid sleep 200 & echo $! >PIDS; sleep 0.1"
            })
    void childThatKeepsTheOutputOpenIsNotWaitedFor(String script) throws Exception {
        TimedProgram.Ended ended = TimedProgram.run(shell(script), "in\n", () -> false, SHORT);
        assertEquals("out\n", new String(ended.output(), StandardCharsets.UTF_8));
        assertEquals(0, ended.exitCode());
        assertNobodyIsLeft(1);
    }

    @Test
    void interruptionEndsTheProgram() throws Exception {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedIOException.class, () -> run("echo $$ >PIDS; exec sleep 200", LONG));
        assertTrue(Thread.interrupted());
    }
}
