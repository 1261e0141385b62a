// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.it.Program.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a hundred runs, at moments spread over the whole run and, every other time, at those that matter most: when the
 * output is begun, when it is all but complete, when it gets its name. The seed is printed; the system property
 * {@value #SEED} sets it, and {@value #KILLS} the number.
 */
class KillIT {
    private static final String SEED = "squash.it.kill.seed";
    private static final String KILLS = "squash.it.kill.count";

    /** What a killed run may say. The second is the JVM's, if the signal comes when it is not quite ready itself. */
    private static final String LAST_WORDS = "(squash: cancelled\n|Runtime.exit.* logging failed: .*\n)?";

    private static final long POLL_NANOS = 50_000;
    private static final byte[] OLD = "old".getBytes(StandardCharsets.US_ASCII);

    private final Map<String, Integer> outcomes = new TreeMap<>();

    private FaultScene scene;
    private byte[] expected;
    private long nanosOfARun;

    /** When to kill. */
    private enum Moment {
        AT_A_TIME,
        BEGUN,
        HALF_WRITTEN,
        WRITTEN,
        NAMED
    }

    @Test
    void noKillLeavesAWrongOutput(@TempDir Path directory) throws IOException {
        long seed = Long.getLong(SEED, System.nanoTime());
        int kills = Integer.getInteger(KILLS, 100);
        System.out.println("KillIT: " + kills + " kills, -D" + SEED + "=" + seed);
        scene = FaultScene.in(directory);
        expected = scene.expected();
        long begun = System.nanoTime();
        assertArrayEquals(expected, scene.expected());
        nanosOfARun = System.nanoTime() - begun;
        Random random = new Random(seed);
        int killed = 0;
        for (int i = 0; killed < kills; i++) {
            Signal signal = Signal.values()[i % Signal.values().length];
            Moment moment = i % 2 == 0 ? Moment.AT_A_TIME : Moment.values()[1 + i / 2 % (Moment.values().length - 1)];
            killed += kill(signal, moment, random) ? 1 : 0;
        }
        outcomes.forEach((outcome, count) -> System.out.println("KillIT: " + count + " × " + outcome));
        scene.assertSucceeded(scene.squash().run(), expected);
    }

    /** Whether the signal came in time. */
    private boolean kill(Signal signal, Moment moment, Random random) throws IOException {
        boolean old = random.nextBoolean();
        Files.deleteIfExists(scene.output());
        if (old) {
            Files.write(scene.output(), OLD);
        }
        long delay = moment == Moment.AT_A_TIME
                ? random.nextLong(nanosOfARun)
                : random.nextLong(3_000_000) * random.nextInt(2);
        List<Path> leftovers = FaultScene.names(scene.output().getParent());
        try (RunningProgram run = scene.squash().start()) {
            while (run.isRunning() && !isReached(moment, leftovers)) {
                LockSupport.parkNanos(POLL_NANOS);
            }
            LockSupport.parkNanos(delay);
            run.send(signal);
            Outcome outcome = run.await();
            check(signal, moment, old, leftovers, outcome);
            return outcome.exitCode() != 0;
        }
    }

    private boolean isReached(Moment moment, List<Path> leftovers) throws IOException {
        return switch (moment) {
            case AT_A_TIME -> true;
            case BEGUN -> unfinishedBytes(leftovers) >= 0;
            case HALF_WRITTEN -> unfinishedBytes(leftovers) > expected.length / 2;
            case WRITTEN -> unfinishedBytes(leftovers) >= expected.length;
            case NAMED -> Files.exists(scene.output()) && Files.size(scene.output()) > OLD.length;
        };
    }

    /** The size of this run's output while it has not got its name; -1 if there is none. */
    private long unfinishedBytes(List<Path> leftovers) throws IOException {
        long size = -1;
        for (Path file : FaultScene.names(scene.output().getParent())) {
            if (file.toString().endsWith(".tmp") && !leftovers.contains(file)) {
                size = sizeOf(file);
            }
        }
        return size;
    }

    private static long sizeOf(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return -1;
        }
    }

    private void check(Signal signal, Moment moment, boolean old, List<Path> leftovers, Outcome outcome)
            throws IOException {
        String name = "nothing";
        if (Files.exists(scene.output())) {
            byte[] bytes = Files.readAllBytes(scene.output());
            name = old && bytes.length == OLD.length ? "the old file" : "the complete file";
            assertArrayEquals(old && bytes.length == OLD.length ? OLD : expected, bytes);
        } else {
            assertTrue(!old, "the old file is gone");
        }
        if (!isBeforeMain(outcome)) {
            assertTrue(
                    outcome.exitCode() == signal.exitCode() || outcome.exitCode() == 0, () -> signal + ": " + outcome);
            assertTrue(outcome.errors().matches(LAST_WORDS), outcome.errors());
        }
        if (signal == Signal.KILL) {
            forgetWhatNobodyCouldDelete();
        } else {
            // An earlier one's, if this one did not live to delete it.
            leftovers.stream()
                    .filter(file -> !file.equals(scene.output()))
                    .forEach(file -> file.toFile().delete());
            scene.assertOnlyOutput(name.equals("nothing") ? new Path[0] : new Path[] {scene.output()});
        }
        String said =
                outcome.errors().isEmpty() ? "" : ", \"" + outcome.errors().strip() + "\"";
        outcomes.merge("SIG" + signal + " " + moment + ": " + outcome.exitCode() + said + ", " + name, 1, Integer::sum);
    }

    /** A signal while the JVM starts is not the command's to answer; the JVM says so, and that nothing was done. */
    private static boolean isBeforeMain(Outcome outcome) {
        return outcome.exitCode() == 1
                && outcome.errors().contains("Error occurred during initialization of VM\n")
                && outcome.output().length == 0;
    }

    /** Between making a temporary file and unlinking it there is a moment. */
    private void forgetWhatNobodyCouldDelete() throws IOException {
        for (Path file : FaultScene.names(scene.temporary())) {
            assertEquals(0, Files.size(file), "a temporary file is unlinked before anything is written to it");
            outcomes.merge("SIGKILL left an empty temporary file", 1, Integer::sum);
            Files.delete(file);
        }
        for (Path file : FaultScene.names(scene.javaTemporary())) {
            outcomes.merge("SIGKILL left a file of the JVM", 1, Integer::sum);
            Files.delete(file);
        }
    }
}
