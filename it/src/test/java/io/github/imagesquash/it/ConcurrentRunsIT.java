package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.it.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several runs to the same output: each writes for itself, and none takes another's file for a dead one's. */
class ConcurrentRunsIT {
    private FaultScene scene;
    private byte[] expected;

    @BeforeEach
    void setScene(@TempDir Path directory) throws IOException {
        scene = FaultScene.in(directory);
        expected = scene.expected();
    }

    /** A run that has begun its output and waits for its input. */
    private RunningProgram stalled() throws IOException {
        RunningProgram run =
                scene.squash("-", "-o", scene.output().toString()).pipedInput().start();
        scene.awaitBegunOutput(run);
        return run;
    }

    @Test
    void aRunLeavesTheFilesOfOneThatLives() throws IOException {
        try (RunningProgram slow = stalled()) {
            Outcome quick = scene.squash().run();
            assertEquals(0, quick.exitCode(), quick.errors());
            assertArrayEquals(expected, Files.readAllBytes(scene.output()));
            slow.input().write(Files.readAllBytes(scene.image()));
            slow.input().close();
            scene.assertSucceeded(slow.await(), expected);
        }
    }

    @Test
    void aRunDeletesTheFilesOfOneThatWasKilled() throws IOException {
        try (RunningProgram killed = stalled()) {
            killed.send(Signal.KILL);
            assertEquals(137, killed.await().exitCode());
        }
        assertEquals(2, FaultScene.names(scene.output().getParent()).size(), "what nobody could delete");
        scene.assertSucceeded(scene.squash().run(), expected);
    }

    @Test
    void atOnceTheyAllSucceed() throws IOException {
        List<RunningProgram> runs = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                runs.add(scene.squash().start());
            }
            for (RunningProgram run : runs) {
                Outcome outcome = run.await();
                assertEquals(0, outcome.exitCode(), outcome.errors());
                assertTrue(outcome.errors().isEmpty(), outcome.errors());
            }
        } finally {
            for (RunningProgram run : runs) {
                run.close();
            }
        }
        assertArrayEquals(expected, Files.readAllBytes(scene.output()));
        scene.assertOnlyOutput(scene.output());
    }
}
