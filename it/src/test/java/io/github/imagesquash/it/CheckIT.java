// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.cli.Cli;
import io.github.imagesquash.cli.CliRun;
import io.github.imagesquash.cli.squash.Squasher;
import io.github.imagesquash.cli.terminal.Terminals;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code --check} with Docker: what ends differently in the new image keeps it back. */
class CheckIT {
    private static Engine engine;
    private static String image;

    @BeforeAll
    static void connect() throws IOException {
        engine = Engine.connect();
        Needs.root();
        Needs.program("docker", "docker.io");
        image = Engine.imageName("check");
        String base = Engine.imageName("check-root");
        Program.of("docker", "import", DebianImage.root().toString(), base)
                .run()
                .text();
        engine.build("FROM " + base + "\nRUN echo 1 > /srv/one && echo 2 > /srv/two\n", image);
        engine.remove(base);
    }

    @AfterAll
    static void removeImages() {
        if (engine != null) {
            engine.close();
        }
    }

    private static CliRun squash(String tag, String... more) {
        return new Cli(Squasher.LIBRARY, Terminals.NONE, System.getenv())
                .run(Stream.concat(
                                Stream.of("--exclude", "srv/two", "--check-option=--network=none", "-t", tag, image),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    @Test
    void anImageInWhichTheCommandsEndAsBeforeIsKept() throws IOException {
        String tag = Engine.imageName("check-kept");
        CliRun run = squash(tag, "--check", "cat /srv/one", "--check", "exit 3");
        assertEquals(0, run.exitCode(), run.err());
        assertEquals("1\n", engine.run(tag, "cat", "/srv/one").text());
        engine.remove(tag);
    }

    @Test
    void anImageInWhichACommandEndsDifferentlyIsRemovedAndTheMissingFileIsNamed() throws IOException {
        String tag = Engine.imageName("check-refused");
        CliRun run = squash(tag, "--check", "cat /srv/one /srv/two");
        assertEquals(3, run.exitCode(), run.err());
        assertTrue(run.err().contains("exit code 1 in the new image, 0 in the old one"), run.err());
        if (Program.of("sh", "-c", "command -v strace").run().exitCode() == 0) {
            assertTrue(run.err().contains("; the new one lacks /srv/two; "), run.err());
        }
        assertEquals(1, Program.of("docker", "image", "inspect", tag).run().exitCode());
    }

    @Test
    void aNameThatAnotherImageHadIsGivenBack() throws IOException {
        String tag = Engine.imageName("check-back");
        Program.of("docker", "tag", image, tag).run().text();
        CliRun run = squash(tag, "--force", "--check", "test -e /srv/two");
        assertEquals(3, run.exitCode(), run.err());
        assertEquals("2\n", engine.run(tag, "cat", "/srv/two").text());
        Program.of("docker", "rmi", tag).run().text();
    }
}
