// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.it.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as users start it. */
class LauncherIT {
    @TempDir
    Path directory;

    private Path old;
    private Path output;
    private Path temporary;

    @BeforeEach
    void archive() throws IOException {
        output = Files.createDirectory(directory.resolve("out")).resolve("new.tar");
        temporary = Files.createDirectory(directory.resolve("tmp"));
        old = ArchiveDialect.PODMAN_DOCKER.write(
                ImageBuilder.image("app:1")
                        .layer(layer().dir("d/").file("d/a", "A".repeat(5000)))
                        .layer(layer().whiteout("d/a").file("d/b", "B")),
                directory);
    }

    private Program squash(String... arguments) {
        return Program.of(List.of(Launcher.PATH, "--temp-dir", temporary.toString()), arguments);
    }

    @Test
    void itSquashesAndSaysSo() throws IOException {
        Outcome outcome = squash("-t", "app:small", old.toString(), "-o", output.toString())
                .run();
        assertEquals(0, outcome.exitCode(), outcome.errors());
        assertTrue(outcome.text().contains("app:small: 2 layers"), outcome.text());
        assertEquals("", outcome.errors());
        assertTrue(Files.exists(output));
    }

    @Test
    void aPipeGivesTheSameBytesAsAFileWhateverTheTimeZoneAndLocale() throws IOException {
        squash("-q", "-c", "gzip", old.toString(), "-o", output.toString()).output();
        byte[] piped = squash("-q", "-c", "gzip", "-", "-o", "-")
                .environment("TZ", "Asia/Kathmandu")
                .environment("LC_ALL", "tr_TR.UTF-8")
                .input(old)
                .output();
        assertArrayEquals(Files.readAllBytes(output), piped);
    }

    @Test
    void aBadArchiveIsOneLineAndExitCodeOneAndLeavesNothing() throws IOException {
        byte[] bytes = Files.readAllBytes(old);
        Path truncated = Files.write(directory.resolve("short.tar"), Arrays.copyOf(bytes, 3000));
        Outcome outcome = squash(truncated.toString(), "-o", output.toString()).run();
        assertEquals(1, outcome.exitCode());
        assertEquals(1, outcome.errors().lines().count(), outcome.errors());
        assertTrue(outcome.errors().startsWith("squash: "), outcome.errors());
        assertEquals(0, files(temporary) + files(output.getParent()));
    }

    @Test
    void wrongUsageIsExitCodeTwoWithAHint() throws IOException {
        Outcome outcome = squash("--compresion", "gzip", old.toString(), "-o", output.toString())
                .run();
        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.errors().contains("--compression"), outcome.errors());
    }

    /** Standard output may be the archive's. */
    @Test
    void theJvmSpeaksOnStandardErrorOnly() throws IOException {
        Outcome outcome = Program.of(Launcher.PATH, "--version")
                .environment("SQUASH_JAVA_OPTS", "-XX:+PrintCommandLineFlags")
                .run();
        assertEquals(0, outcome.exitCode(), outcome.errors());
        assertTrue(outcome.text().matches("squash \\S+ \\(Java \\S+\\)\n"), outcome.text());
        assertTrue(outcome.errors().contains("-XX:+UseSerialGC"), outcome.errors());
    }

    @Test
    void itIsFoundByItsBareNameInItsOwnDirectory() throws IOException {
        Outcome outcome = Program.of("sh", "squash", "--version")
                .in(Path.of(Launcher.PATH).getParent())
                .run();
        assertEquals(0, outcome.exitCode(), outcome.errors());
        assertTrue(outcome.text().startsWith("squash "), outcome.text());
    }

    @Test
    void whatCouldNotBePrintedIsAFailure() throws IOException {
        for (String option : List.of("--version", "--help")) {
            Outcome outcome = Program.of("sh", "-c", "exec \"$0\" " + option + " > /dev/full", Launcher.PATH)
                    .run();
            assertEquals(1, outcome.exitCode(), option);
            assertEquals("squash: standard output: the disk is full\n", outcome.errors(), option);
        }
    }

    private static long files(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.count();
        }
    }
}
