// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.group.Grouping;
import io.github.imagesquash.it.Program.Outcome;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A real Debian image keeps its files and its answers, in one layer and in several; it is built once for all tests. */
@TestInstance(Lifecycle.PER_CLASS)
class DebianIT {
    private static final String OLD = Engine.imageName("debian");
    private static final List<String[]> QUESTIONS = List.of(
            new String[] {"cat", "/etc/os-release"},
            new String[] {"dpkg", "--verify"},
            new String[] {"dpkg-query", "--list"},
            new String[] {"getcap", "-r", "/srv"},
            new String[] {"/srv/setuid", "/srv/renamed/deep/file", "/srv/link/other", "/srv/name2"});

    @TempDir
    static Path directory;

    private Engine engine;
    private Path saved;
    private FileListing files;

    /** As {@code docker save} tells it: in the engine that built it, it has times and attributes that are not saved. */
    @BeforeAll
    void makeImage() throws IOException {
        Needs.root();
        Needs.program("getfattr", "attr");
        engine = Engine.connect();
        DebianImage.build(engine, OLD, directory);
        saved = engine.save(OLD, directory.resolve("old.tar"));
        engine.remove(OLD);
        engine.load(saved);
        files = engine.list(OLD);
    }

    @AfterAll
    void removeImages() {
        if (engine != null) {
            engine.close();
        }
    }

    private String assertKeepsItsFiles(String kind, Grouping grouping, int layers) throws IOException {
        String name = OLD.replace(":1", ":" + kind);
        Path archive = directory.resolve(kind + ".tar");
        Squasher.run(Squasher.request(saved, archive).withGrouping(grouping).withTags(List.of(Reference.parse(name))));
        engine.load(archive);
        assertEquals(layers, engine.layers(name));
        files.assertSame(engine.list(name));
        return name;
    }

    @Test
    void inOneLayerItKeepsItsAnswersToo() throws IOException {
        String squashed = assertKeepsItsFiles("one", Grouping.ONE, 1);
        for (String[] question : QUESTIONS) {
            Outcome before = engine.run(OLD, question);
            Outcome after = engine.run(squashed, question);
            assertEquals(before.text() + before.errors(), after.text() + after.errors());
            assertEquals(before.exitCode(), after.exitCode());
        }
    }

    @Test
    void directoriesInLayersOfTheirOwn() throws IOException {
        List<ImagePath> directories = List.of(path("/usr"), path("/usr/share"), path("/srv"));
        assertKeepsItsFiles("directories", new Grouping.ByDirectory(directories), 4);
    }

    @Test
    void packagesInLayersOfTheirOwn() throws IOException {
        assertKeepsItsFiles("packages", new Grouping.ByPackage(6), 5);
    }

    private static ImagePath path(String text) {
        return ImagePath.clean(text.getBytes(StandardCharsets.UTF_8));
    }
}
