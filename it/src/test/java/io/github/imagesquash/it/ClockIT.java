// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.it.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock is wrong, or somebody sets it while squash runs. */
class ClockIT {
    private static final Pattern ELAPSED = Pattern.compile("\"elapsedMillis\" ?: ?(-?[0-9]+)");

    private FaultScene scene;
    private byte[] expected;
    private Path library;

    @BeforeEach
    void setScene(@TempDir Path directory) throws IOException {
        Needs.program("faketime", "faketime");
        try (Stream<Path> files =
                Files.find(Path.of("/usr/lib"), 3, (file, _) -> file.endsWith("libfaketimeMT.so.1"))) {
            library = files.findFirst().orElseThrow(() -> Needs.missing("no libfaketimeMT.so.1"));
        }
        scene = FaultScene.in(directory);
        expected = scene.expected();
    }

    /** The command under a clock that a file sets; the monotonic clock goes on, as it does on a real machine. */
    private Program squash(Path clock, String... arguments) {
        return scene.squash(arguments)
                .environment("LD_PRELOAD", library.toString())
                .environment("FAKETIME_TIMESTAMP_FILE", clock.toString())
                .environment("FAKETIME_NO_CACHE", "1")
                .environment("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    }

    private Path clock(String setting) throws IOException {
        return Files.writeString(scene.image().resolveSibling("clock"), setting);
    }

    @ParameterizedTest
    @ValueSource(strings = {"@1970-01-02 00:00:00", "@2100-01-01 00:00:00"})
    void theTimeOfTheRunIsNotInTheOutput(String time) throws IOException {
        Outcome outcome = squash(
                        clock(time),
                        scene.image().toString(),
                        "-o",
                        scene.output().toString())
                .run();
        scene.assertSucceeded(outcome, expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-10y", "+10y"})
    void aClockThatIsSetMeanwhileChangesNeitherOutputNorElapsedTime(String jump) throws IOException {
        Path clock = clock("+0y");
        try (RunningProgram run = squash(
                        clock, "--json", "-", "-o", scene.output().toString())
                .pipedInput()
                .start()) {
            scene.awaitBegunOutput(run);
            byte[] image = Files.readAllBytes(scene.image());
            run.input().write(image, 0, image.length / 2);
            clock(jump);
            run.input().write(image, image.length / 2, image.length - image.length / 2);
            run.input().close();
            Outcome outcome = run.await();
            scene.assertSucceeded(outcome, expected);
            long elapsed = elapsed(outcome.text());
            assertTrue(elapsed > 0 && elapsed < 100_000, outcome.text());
        }
    }

    private static long elapsed(String json) {
        Matcher matcher = ELAPSED.matcher(json);
        assertTrue(matcher.find(), json);
        return Long.parseLong(matcher.group(1));
    }
}
