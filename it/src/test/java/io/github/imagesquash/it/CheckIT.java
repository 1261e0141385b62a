// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

    private static Program.Outcome squash(String tag, String... more) throws IOException {
        return Launcher.squash(Stream.concat(
                                Stream.of("--exclude", "srv/two", "--check-option=--network=none", "-t", tag, image),
                                Stream.of(more))
                        .toArray(String[]::new))
                .run();
    }

    @Test
    void anImageInWhichTheCommandsEndAsBeforeIsKept() throws IOException {
        String tag = Engine.imageName("check-kept");
        Program.Outcome run = squash(tag, "--check", "cat /srv/one", "--check", "exit 3");
        assertEquals(0, run.exitCode(), run.errors());
        assertEquals("1\n", engine.run(tag, "cat", "/srv/one").text());
        engine.remove(tag);
    }

    @Test
    void anImageInWhichACommandEndsDifferentlyIsRemovedAndTheMissingFileIsNamed() throws IOException {
        String tag = Engine.imageName("check-refused");
        Program.Outcome run = squash(tag, "--check", "cat /srv/one /srv/two");
        assertEquals(3, run.exitCode(), run.errors());
        assertTrue(run.errors().contains("exit code 1 in the new image, 0 in the old one"), run.errors());
        if (Program.of("sh", "-c", "command -v strace").run().exitCode() == 0) {
            assertTrue(run.errors().contains("; the new one lacks /srv/two; "), run.errors());
        }
        assertEquals(1, Program.of("docker", "image", "inspect", tag).run().exitCode());
    }

    @Test
    void aNameThatAnotherImageHadIsGivenBack() throws IOException {
        String tag = Engine.imageName("check-back");
        Program.of("docker", "tag", image, tag).run().text();
        Program.Outcome run = squash(tag, "--force", "--check", "test -e /srv/two");
        assertEquals(3, run.exitCode(), run.errors());
        assertEquals("2\n", engine.run(tag, "cat", "/srv/two").text());
        Program.of("docker", "rmi", tag).run().text();
    }
}
