// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tree;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagesquash.fixture.ReplayedTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathResolverTest {
    private static ReplayedTree replayed;

    @BeforeAll
    static void tree() {
        replayed = ReplayedTree.of(layer().dir("usr/")
                .dir("usr/bin/")
                .file("usr/bin/sh", "")
                .symlink("bin", "usr/bin")
                .symlink("sbin", "/usr/../bin")
                .symlink("usr/bin/bash", "sh")
                .symlink("out", "../../../usr")
                .symlink("loop", "loop")
                .dir("jail/")
                .dir("jail/usr/")
                .file("jail/usr/inner", "")
                .symlink("jail/abs", "/usr")
                .symlink("jail/up", "../usr"));
    }

    @AfterAll
    static void close() throws IOException {
        replayed.close();
    }

    private static byte[] bytes(String path) {
        return path.getBytes(StandardCharsets.UTF_8);
    }

    private static String path(Optional<PathResolver.Found> found) {
        return found.map(at -> at.path().toString()).orElse("nothing");
    }

    @ParameterizedTest
    @CsvSource({
        "/usr/bin/sh, /usr/bin/sh",
        "bin/sh, /usr/bin/sh",
        "./sbin//sh, /usr/bin/sh",
        "out/bin/sh, /usr/bin/sh",
        "/bin, /bin",
        "/bin/., /bin",
        "/bin/bash, /usr/bin/bash",
        "/usr/bin/.., /usr",
        "/.., /",
        "/, /",
        "/usr/absent, nothing",
        "/usr/bin/sh/x, nothing",
        "/loop, /loop",
        "/loop/x, nothing",
    })
    void linksOnTheWayAreFollowedTheLastNotAsLstatDoes(String asked, String found) {
        assertEquals(found, path(new PathResolver(replayed.tree()).find(bytes(asked))));
    }

    @ParameterizedTest
    @CsvSource({"/bin, /usr/bin", "/bin/bash, /usr/bin/sh", "/sbin, /usr/bin", "/loop, nothing"})
    void allLinksAreFollowedAsStatDoes(String asked, String found) {
        assertEquals(found, path(new PathResolver(replayed.tree()).follow(bytes(asked))));
    }

    @ParameterizedTest
    @CsvSource({
        "abs/inner, /jail/usr/inner",
        "up/inner, /jail/usr/inner",
        "/../../usr/inner, /jail/usr/inner",
        "/bin/sh, nothing",
        "/, /jail",
    })
    void nothingLeavesTheDirectoryThatIsTheRoot(String asked, String found) {
        ImagePath jail = ImagePath.clean(bytes("jail"));
        assertEquals(found, path(new PathResolver(replayed.tree(), jail).find(bytes(asked))));
    }

    @Test
    void theRootIsADirectory() {
        ImagePath file = ImagePath.clean(bytes("usr/bin/sh"));
        assertThrows(IllegalArgumentException.class, () -> new PathResolver(replayed.tree(), file));
    }
}
