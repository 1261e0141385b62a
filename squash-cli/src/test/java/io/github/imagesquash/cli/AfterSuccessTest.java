// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.cli.option.ExitCode;
import io.github.imagesquash.cli.terminal.Shell;
import io.github.imagesquash.cli.terminal.Terminals;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S10: what fails when the image is written does not say that nothing is there. */
class AfterSuccessTest {
    @TempDir
    Path directory;

    /** What happens to the results while the image is written. */
    private CliRun runWhile(String victim, String... arguments) {
        return Cli.PLAIN
                .withSquasher((_, _) -> {
                    for (Path file : List.copyOf(List.of(directory.toFile().listFiles())).stream()
                            .map(java.io.File::toPath)
                            .toList()) {
                        if (file.getFileName().toString().matches("\\." + victim + ".*tmp")) {
                            Files.delete(file);
                        }
                    }
                    return SampleReports.NODE;
                })
                .run(arguments);
    }

    @Test
    void aResultThatCannotBeWrittenIsNamedWithWhereTheImageIs() {
        CliRun run = runWhile(
                "digest",
                "old.tar",
                "-o",
                "new.tar",
                "--digest-file",
                directory + "/digest",
                "--metadata-file",
                directory + "/metadata");

        assertEquals(ExitCode.REPORT_LOST.code(), run.exitCode(), run.err());
        String expected =
                "squash: the new image was written to new.tar, but " + directory + "/digest was not written: ";
        assertTrue(run.err().startsWith(expected), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(Files.exists(directory.resolve("metadata")), "the others are written");
    }

    @Test
    void allResultsThatAreMissingAreNamed() {
        CliRun run = runWhile(
                ".*",
                "old.tar",
                "-o",
                "docker-daemon:app:1",
                "--digest-file",
                directory + "/d",
                "--metadata-file",
                directory + "/m");

        assertEquals(ExitCode.REPORT_LOST.code(), run.exitCode(), run.err());
        String expected = "the new image was loaded into Docker as app:small, but " + directory + "/d and " + directory
                + "/m were not written: ";
        assertTrue(run.err().contains(expected), run.err());
    }

    @Test
    void aDryRunWritesNoResultAndSucceeds() {
        CliRun run =
                runWhile("digest", "old.tar", "-o", "new.tar", "--dry-run", "--digest-file", directory + "/digest");
        assertEquals(0, run.exitCode(), "a dry run writes no results either: " + run.err());
    }

    @Test
    void standardOutputThatIsClosedOrFullSaysWhereTheImageIs() {
        for (String failure : List.of("Broken pipe", "No space left on device")) {
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            OutputStream out = new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    throw new IOException(failure);
                }
            };
            Shell shell = new Shell(InputStream.nullInputStream(), out, err, Terminals.NONE, Map.of());
            for (List<String> more : List.of(List.<String>of(), List.of("--json"))) {
                err.reset();
                String[] arguments = java.util.stream.Stream.concat(
                                java.util.stream.Stream.of("old.tar", "-o", "new.tar"), more.stream())
                        .toArray(String[]::new);
                int exitCode = Main.run(arguments, shell, (_, _) -> SampleReports.NODE);

                String said = err.toString(StandardCharsets.UTF_8);
                assertEquals(ExitCode.REPORT_LOST.code(), exitCode, said);
                assertTrue(
                        said.startsWith(
                                "squash: the new image was written to new.tar, but the report was not printed: standard output"),
                        said);
            }
        }
    }
}
