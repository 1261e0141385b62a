// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.cat;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.cli.Cli;
import io.github.imagesquash.fixture.ArchiveDialect;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code squash cat} with the real library, on a small archive. */
class CatCommandTest {
    @TempDir
    Path directory;

    private String archive = "";

    @BeforeEach
    void archive() throws IOException {
        archive = ArchiveDialect.DOCKER_25
                .write(
                        image("app:1")
                                .layer(layer().file("a", "A\u001b\n")
                                        .symlink("b", "a")
                                        .dir("d/")),
                        directory)
                .toString();
    }

    @Test
    void contentsAreWrittenAsTheyAre() {
        assertEquals(
                "A\u001b\nA\u001b\n", Cli.PLAIN.run("cat", archive, "/a", "b").out());
    }

    @Test
    void aDirectoryIsRefusedByName() {
        assertEquals(
                "squash: " + archive + ": /d is a directory, not a regular file",
                Cli.PLAIN.run("cat", archive, "/a", "/d").refusal(1));
    }

    @Test
    void aPathIsRequired() {
        assertEquals(
                "squash: missing required parameter: 'PATH'",
                Cli.PLAIN.run("cat", archive).refusal(2));
        assertEquals(
                "squash: PATH is empty: give a value, or leave it out",
                Cli.PLAIN.run("cat", archive, "").refusal(2));
    }
}
