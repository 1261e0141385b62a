// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.cli.squash.Squasher;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gates, dry runs and exit codes, with the real library. */
class GateTest {
    private static final Cli CLI = Cli.PLAIN.withSquasher(Squasher.LIBRARY);

    @TempDir
    Path directory;

    private Path archive;
    private Path output;

    @BeforeEach
    void archive() throws IOException {
        archive = archive(image("app:1")
                .layer(layer().file("a", "a".repeat(2000)).file("b", "b".repeat(500)))
                .layer(layer().whiteout("a")));
        output = directory.resolve("new.tar");
    }

    private Path archive(ImageBuilder image) throws IOException {
        return ArchiveDialect.DOCKER_25.write(image, Files.createTempDirectory(directory, "archive"));
    }

    private CliRun analyze(String... options) {
        return run(new String[] {"analyze", "--top", "0", archive.toString()}, options);
    }

    private CliRun squash(String... options) {
        return run(new String[] {archive.toString(), "-o", output.toString()}, options);
    }

    private static CliRun run(String[] first, String... options) {
        return CLI.run(Stream.concat(Stream.of(first), Stream.of(options)).toArray(String[]::new));
    }

    @Test
    void analyzeTellsAllVerdictsAndEndsWith3() {
        CliRun run = analyze("--fail-if", "wasted>1kB", "--fail-if", "efficiency<0.2", "--fail-if", "larger");
        assertTrue(run.out().endsWith("""

            gate wasted>1kB: FAILED, 2 kB
            gate efficiency<0.2: passed, 0.2000
            gate larger: passed, 0 B
            """), run.out());
        assertEquals(3, run.exitCode());
    }

    @Test
    void analyzeEndsWith0IfAllPass() {
        assertEquals(0, analyze("--fail-if", "wasted>2kB").exitCode());
        assertEquals(0, analyze("--fail-if", "lost>2kB").exitCode());
        assertEquals(3, analyze("--fail-if", "lost>1kB").exitCode());
    }

    @Test
    void failuresAreToldEvenIfNothingElseIs() {
        CliRun run = analyze("-q", "--fail-if", "wasted>1kB", "--fail-if", "efficiency<20%");
        assertEquals("", run.out());
        assertEquals("gate wasted>1kB: FAILED, 2 kB\n", run.err());
    }

    @Test
    void jsonHasTheVerdicts() {
        CliRun run = analyze("--json", "--fail-if", "wasted>1kB");
        assertTrue(run.out().contains("\"gate\": \"wasted>1kB\""), run.out());
        assertEquals(3, run.exitCode());
    }

    @Test
    void squashWritesNothingIfAGateFails() {
        CliRun run = squash("--fail-if", "wasted>1kB");
        assertEquals(
                "squash: " + archive + ": 1 of 1 gates failed; nothing was written\ngate wasted>1kB: FAILED, 2 kB\n",
                run.err());
        assertEquals("", run.out());
        assertEquals(3, run.exitCode());
        assertFalse(Files.exists(output));
    }

    @Test
    void squashTellsTheFiguresOfGatesThatPassed() {
        CliRun run = squash("--fail-if", "wasted>2kB");
        assertTrue(run.out().endsWith("\ngate wasted>2kB: passed, 2 kB\n"), run.out());
        assertTrue(Files.exists(output));
    }

    @Test
    void aDryRunSaysThatItWasOne() {
        Path digest = directory.resolve("digest");
        CliRun run = squash("--dry-run", "--digest-file", digest.toString());
        assertTrue(run.out().endsWith("\ndry run: not written to " + output + "\n"), run.out());
        assertEquals(0, run.exitCode());
        assertFalse(Files.exists(output));
        assertFalse(Files.exists(digest));
        assertTrue(squash("--dry-run", "--json").out().contains("\"dryRun\": true"));
    }

    @Test
    void aLargerResultEndsWith4() throws IOException {
        archive = archive(image("app:1").layer(layer().file("d/f", "")));
        CliRun run = squash("--fail-if", "larger");
        assertEquals(
                "squash: the new image would be larger by 512 bytes: layers of 2,048 instead of 1,536 bytes; nothing was"
                        + " written; use --allow-larger to write it anyway\n",
                run.err());
        assertEquals(4, run.exitCode());
        assertFalse(Files.exists(output));
        assertEquals(0, squash("--allow-larger").exitCode());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        lowestEfficiency: 0.21            | gate lowestEfficiency 0.21: FAILED, 0.2000
        highestWastedBytes: 1kB           | gate highestWastedBytes 1kB: FAILED, 2 kB
        highestWastedBytes: '0'           | gate highestWastedBytes 0: FAILED, 2 kB
        highestUserWastedPercent: 0.5 # % | gate highestUserWastedPercent 0.5: passed, 0.0000
        highestUserWastedPercent: disabled |
        highestWastedBytes: 'Off' |
        lowestEfficiency: |
        """)
    void divesRulesAreRead(String rule, String line) throws IOException {
        Path file = Files.writeString(directory.resolve(".dive-ci"), "# mine\nrules:\n  " + rule + "\n");
        CliRun run = analyze("--dive-ci", file.toString());
        assertEquals(line != null, run.out().contains("\ngate "));
        assertTrue(line == null || run.out().endsWith("\n" + line + "\n"), run.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"  lowestEficiency: 0.9", "  lowestEfficiency: 95%", "  lowestEfficiency: 95", "a line"})
    void aRuleThatIsNotUnderstoodDoesNotPass(String rule) throws IOException {
        Path file = Files.writeString(directory.resolve(".dive-ci"), "rules:\n" + rule + "\n");
        String message = analyze("--dive-ci", file.toString()).refusal(2);
        assertTrue(message.startsWith("squash: --dive-ci: " + file + ": line 2: "), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --fail-if wasted<1    | squash: --fail-if: "wasted<1" is not a gate; expected lost>SIZE, efficiency<RATIO or larger
        --fail-if wasted>much | squash: --fail-if: "much" is not a size; expected bytes, or a number and a unit: kB, MB, GB, TB, KiB, MiB, GiB, TiB
        --fail-if efficiency<95 | squash: --fail-if: 95.0 is not between 0 and 1
        --fail-if larger --allow-larger | squash: --allow-larger and --fail-if larger contradict each other
        """)
    void whatIsNoGateIsWrongUsage(String options, String message) {
        assertEquals(message, squash(options.split(" ")).refusal(2));
    }
}
