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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that hang, and those that leave others behind, which write their process numbers into a file. */
@Timeout(60)
class TimedProgramTest {
    private static final Duration SHORT = Duration.ofMillis(700);
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private TimedProgram.Ended run(String script, Duration patience) throws IOException, TimeoutException {
        return TimedProgram.run(
                new ProcessBuilder("/bin/sh", "-c", script.replace("PIDS", directory + "/pids")), "in\n", patience);
    }

    private void assertNobodyIsLeft() throws Exception {
        List<String> pids = Files.readAllLines(directory.resolve("pids"));
        assertFalse(pids.isEmpty());
        for (String pid : pids) {
            Path process = Path.of("/proc", pid, "stat");
            for (int i = 0; i < 100 && isAlive(process); i++) {
                Thread.sleep(50);
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
    void programThatHangsIsKilledWithItsChildren(String script) throws Exception {
        assertThrows(TimeoutException.class, () -> run(script, SHORT));
        assertNobodyIsLeft();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo out; sleep 200 & echo $! >PIDS; sleep 0.3",
                "echo out; (sleep 200 & echo $! >PIDS) ; sleep 0.3",
                "echo out; setsid sleep 200 & echo $! >PIDS; sleep 0.3"
            })
    void childThatKeepsTheOutputOpenIsNotWaitedFor(String script) throws Exception {
        TimedProgram.Ended ended = run(script, LONG);
        assertEquals("out\n", new String(ended.output(), StandardCharsets.UTF_8));
        assertEquals(0, ended.exitCode());
        assertNobodyIsLeft();
    }

    @Test
    void interruptionEndsTheProgram() throws Exception {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedIOException.class, () -> run("echo $$ >PIDS; exec sleep 200", LONG));
        assertTrue(Thread.interrupted());
    }
}
