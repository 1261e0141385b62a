// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.imagesquash.cli.Cli;
import io.github.imagesquash.cli.CliRun;
import io.github.imagesquash.cli.SampleReports;
import io.github.imagesquash.cli.json.JsonSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that tell a pipeline what was written. */
class ResultFilesTest {
    @TempDir
    Path directory;

    private CliRun run(Cli cli, String option, Path file, String... more) {
        String[] arguments = new String[5 + more.length];
        System.arraycopy(new String[] {"old.tar", "-o", "new.tar", option, file.toString()}, 0, arguments, 0, 5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        return cli.run(arguments);
    }

    @Test
    void digestFileHasTheDigestAsOneLine() throws IOException {
        Path file = directory.resolve("digest");
        assertEquals(0, run(Cli.PLAIN, "--digest-file", file).exitCode());
        assertEquals(SampleReports.NODE.descriptor().digest() + "\n", Files.readString(file));
    }

    @Test
    void digestFileHasTheDigestOfTheIndex() throws IOException {
        Path file = directory.resolve("digest");
        run(SampleReports.INDEX_RUN, "--digest-file", file, "--platform", "all");
        assertEquals(SampleReports.INDEX.descriptor().digest() + "\n", Files.readString(file));
    }

    @Test
    void metadataFileHasTheKeysOfBuildx() throws IOException {
        Path file = directory.resolve("metadata.json");
        assertEquals(0, run(Cli.PLAIN, "--metadata-file", file).exitCode());
        JsonNode json = new JsonMapper().readTree(file.toFile());
        String digest = SampleReports.NODE.descriptor().digest().toString();
        assertEquals(digest, json.get("containerimage.digest").asText());
        assertEquals("sha256:cc", json.get("containerimage.config.digest").asText());
        assertEquals(digest, json.at("/containerimage.descriptor/digest").asText());
        assertEquals(406, json.at("/containerimage.descriptor/size").asInt());
        assertEquals("linux", json.at("/containerimage.descriptor/platform/os").asText());
        assertEquals(
                "docker.io/library/app:small,registry.example:5000/team/app:small",
                json.get("image.name").asText());
    }

    @Test
    void indexHasNoConfig() throws IOException {
        Path file = directory.resolve("metadata.json");
        run(SampleReports.INDEX_RUN, "--metadata-file", file, "--platform", "all");
        assertFalse(new JsonMapper().readTree(file.toFile()).has("containerimage.config.digest"));
    }

    @Test
    void metadataFileIsValidByItsSchema() throws IOException {
        Path file = directory.resolve("metadata.json");
        run(Cli.PLAIN, "--metadata-file", file);
        assertEquals(List.of(), JsonSchemas.violations("metadata", Files.readString(file)));
        assertFalse(JsonSchemas.violations("metadata", Files.readString(file).replace("image.name", "name"))
                .isEmpty());
        run(SampleReports.INDEX_RUN, "--metadata-file", file, "--platform", "all");
        assertEquals(List.of(), JsonSchemas.violations("metadata", Files.readString(file)));
    }

    @Test
    void failedRunLeavesTheOldFile() throws IOException {
        Path file = Files.writeString(directory.resolve("digest"), "old");
        Cli failing = Cli.PLAIN.withSquasher((_, _) -> {
            throw new IOException("no");
        });
        assertEquals(1, run(failing, "--digest-file", file).exitCode());
        assertEquals("old", Files.readString(file));
        assertEquals(1, directory.toFile().list().length);
    }

    @Test
    void fileThatCannotBeWrittenFailsTheRunBeforeItBegins() {
        CliRun run = run(Cli.PLAIN, "--digest-file", directory.resolve("absent").resolve("digest"));
        assertTrue(run.refusal(1).endsWith("no such directory for the output"), run.err());
    }
}
