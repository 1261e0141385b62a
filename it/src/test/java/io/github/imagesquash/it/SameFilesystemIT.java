// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.it.Program.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The squashed image shows the same file system as the old one. Both are loaded into Docker and laid by the kernel. */
@TestInstance(Lifecycle.PER_CLASS)
class SameFilesystemIT {
    private static final List<String[]> QUESTIONS = List.of(
            new String[] {"cat", "/etc/os-release"},
            new String[] {"dpkg", "--verify"},
            new String[] {"dpkg-query", "--list"},
            new String[] {"getcap", "-r", "/srv"},
            new String[] {"/srv/setuid", "/srv/renamed/deep/file", "/srv/link/other", "/srv/name2"});

    private Engine engine;

    @BeforeAll
    void connect() {
        Needs.root();
        Needs.program("getfattr", "attr");
        engine = Engine.connect();
    }

    @AfterAll
    void removeImages() {
        if (engine != null) {
            engine.close();
        }
    }

    static Stream<AdversarialImage> adversarialImages() {
        return AdversarialImages.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("adversarialImages")
    void adversarialImageKeepsItsFiles(AdversarialImage made, @TempDir Path directory) throws IOException {
        String squashedName = made.name().replace(":1", ":squashed");
        engine.load(ArchiveDialect.DOCKER_LEGACY.write(made.image(), directory));
        Path saved = engine.save(made.name(), directory.resolve("old.tar"));
        Squasher.squash(saved, directory.resolve("new.tar"), squashedName);
        engine.load(directory.resolve("new.tar"));

        assertEquals(1, engine.layers(squashedName));
        made.expected(engine.list(made.name())).assertSame(engine.list(squashedName));
    }

    @Test
    void debianKeepsItsFilesAndItsAnswers(@TempDir Path directory) throws IOException {
        String old = Engine.imageName("debian");
        String squashed = old.replace(":1", ":squashed");
        DebianImage.build(engine, old, directory);
        Path saved = reloaded(old, directory.resolve("old.tar"));
        Squasher.squash(saved, directory.resolve("new.tar"), squashed);
        engine.load(directory.resolve("new.tar"));

        assertEquals(1, engine.layers(squashed));
        engine.list(old).assertSame(engine.list(squashed));
        for (String[] question : QUESTIONS) {
            Outcome before = engine.run(old, question);
            Outcome after = engine.run(squashed, question);
            assertEquals(before.text() + before.errors(), after.text() + after.errors());
            assertEquals(before.exitCode(), after.exitCode());
        }
    }

    /** An image as {@code docker save} tells it: in the engine that built it, it has times and attributes that are not saved. */
    private Path reloaded(String image, Path archive) throws IOException {
        engine.save(image, archive);
        engine.remove(image);
        engine.load(archive);
        return archive;
    }
}
