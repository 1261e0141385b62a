// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.it.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
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

    @Test
    void aCheckoutThatIsNewerThanWhatWasBuiltIsToldOf(@TempDir Path directory) throws IOException {
        Needs.program("script", "bsdutils");
        Path checkout = Files.createDirectories(directory.resolve("checkout"));
        Files.copy(Launcher.OF_CHECKOUT, checkout.resolve("squash"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createSymbolicLink(checkout.resolve("squash-cli"), Launcher.OF_CHECKOUT.resolveSibling("squash-cli"));
        Path log = Files.createDirectories(checkout.resolve(".git/logs")).resolve("HEAD");
        Program version = Program.of("script", "-qec", checkout.resolve("squash") + " --version", "/dev/null");
        Files.writeString(log, "cloned");
        Files.setLastModifiedTime(log, FileTime.from(Instant.EPOCH));
        assertEquals(1, version.run().text().lines().count());
        Files.setLastModifiedTime(log, FileTime.from(Instant.now().plusSeconds(60)));
        String told = version.run().text();
        assertTrue(told.startsWith("squash: built before this checkout was updated; to build it again: mvn "), told);
        assertEquals(2, told.lines().count(), told);
        Files.delete(checkout.resolve("squash-cli"));
    }
}
