package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.it.Program.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command in a terminal, with somebody at the keyboard. */
class TerminalIT {
    private static final int CTRL_C = 3;

    @Test
    void ctrlCCancelsTakesTheProgressAwayAndLeavesNothing(@TempDir Path directory) throws IOException {
        Needs.program("script", "bsdutils");
        FaultScene scene = FaultScene.in(directory);
        String slow = "-c zstd -l 19 " + scene.image() + " -o " + scene.output();
        try (RunningProgram terminal = scene.terminal(slow).pipedInput().start()) {
            scene.awaitBegunOutput(terminal);
            terminal.input().write(CTRL_C);
            terminal.input().flush();
            Outcome outcome = terminal.await();
            assertEquals(Signal.INT.exitCode(), outcome.exitCode(), outcome.text());
            assertTrue(outcome.text().endsWith("squash: cancelled\r\n"), outcome.text());
            assertEquals(1, outcome.text().lines().count(), outcome.text());
            scene.assertOnlyOutput();
        }
    }
}
