// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.it.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The other end of a pipe goes away, stops, or never comes. */
class PipeFaultIT {
    private FaultScene scene;

    @BeforeEach
    void setScene(@TempDir Path directory) throws IOException {
        scene = FaultScene.in(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "head -c 1", "head -c 100", "head -c 20000000"})
    void theReaderOfTheOutputLeavesEarly(String reader) throws IOException {
        Outcome outcome = scene.shell(
                        "\"$@\" | " + reader + " > /dev/null", scene.image().toString(), "-o", "-")
                .run();
        scene.assertFailed(outcome, "standard output was closed before everything was written");
    }

    @Test
    void theReaderOfTheSummaryLeavesEarly() throws IOException {
        byte[] expected = scene.expected();
        String image = scene.image().toString();
        Outcome outcome = scene.shell(
                        "\"$@\" --json | true", image, "-o", scene.output().toString())
                .run();
        // The summary is lost, or was in the pipe already; the output is whole.
        boolean lost = outcome.errors().contains("but the report was not printed");
        assertEquals(lost ? 6 : 0, outcome.exitCode(), outcome.errors());
        assertEquals(lost ? 1 : 0, outcome.errors().lines().count(), outcome.errors());
        scene.assertOnlyOutput(scene.output());
        assertEquals(-1, Arrays.mismatch(expected, Files.readAllBytes(scene.output())));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 512, 600, 5_000_000, 12_582_912, 20_000_000, -4000, -2500})
    void theInputEndsEarly(int length) throws IOException {
        long cut = length >= 0 ? length : Files.size(scene.image()) + length;
        Outcome outcome = scene.shell(
                        "head -c " + cut + " " + scene.image() + " | \"$@\"",
                        "-",
                        "-o",
                        scene.output().toString())
                .run();
        scene.assertFailed(outcome, "standard input: ");
    }

    @ParameterizedTest
    @EnumSource(
            value = Signal.class,
            names = {"INT", "TERM"})
    void theInputStallsUntilSomebodyLosesPatience(Signal signal) throws IOException {
        for (int length : new int[] {0, 5_000_000}) {
            try (RunningProgram run = scene.squash("-", "-o", scene.output().toString())
                    .pipedInput()
                    .start()) {
                run.input().write(Files.readAllBytes(scene.image()), 0, length);
                run.input().flush();
                scene.awaitBegunOutput(run);
                run.send(signal);
                scene.assertEnded(run.await(), signal.exitCode(), "squash: cancelled");
            }
        }
    }
}
