// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.it.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image on the layers of the night before shows the same files as that night's own, and shares those layers. */
class NightlyIT {
    private static final String LARGE = "L".repeat(100_000);

    @TempDir
    Path directory;

    private static LayerBuilder base() {
        return layer().dir("etc/")
                .file("etc/a", LARGE)
                .file("etc/b", "B")
                .hardLink("etc/c", "etc/b")
                .dir("srv/")
                .mode(01777)
                .file("srv/tool", LARGE + "1")
                .mode(04755);
    }

    /** Four nights: the image, a changed file in it, a directory that becomes a file, and nothing. */
    private static List<ImageBuilder> nights() {
        LayerBuilder data = layer().dir("srv/").mode(01777).dir("srv/d/").file("srv/d/x", LARGE + "2");
        LayerBuilder changed = layer().dir("etc/")
                .mtime(77)
                .file("etc/a", LARGE)
                .file("etc/c", "C")
                .file("etc/d", "D")
                .hardLink("etc/e", "etc/d")
                .dir("srv/")
                .mode(01777)
                .file("srv/tool", LARGE + "1")
                .mode(04755);
        LayerBuilder file =
                layer().dir("srv/").mode(01777).file("srv/d", "a file").symlink("srv/l", "d");
        return List.of(
                ImageBuilder.image(name(0)).layer(base()).layer(data),
                ImageBuilder.image(name(1)).layer(changed).layer(data),
                ImageBuilder.image(name(2)).layer(changed).layer(file),
                ImageBuilder.image(name(3)).layer(changed).layer(file));
    }

    private static String name(int night) {
        return Engine.imageName("night-" + night);
    }

    private static String squashed(int night) {
        return Engine.imageName("squashed-" + night);
    }

    private static List<String> inspect(String image) throws IOException {
        String layers = Program.of(
                        "docker", "image", "inspect", "--format", "{{range .RootFS.Layers}}{{println .}}{{end}}", image)
                .run()
                .text();
        return layers.strip().lines().toList();
    }

    @Test
    void nightAfterNightInDocker() throws IOException {
        Needs.program("docker", "docker.io");
        Needs.program("getfattr", "attr");
        try (Engine engine = Engine.connect()) {
            for (int night = 0; night < nights().size(); night++) {
                Path file = Files.createDirectory(directory.resolve("night" + night));
                engine.load(ArchiveDialect.DOCKER_LEGACY.write(nights().get(night), file));
                String grouping = night == 0 ? "size" : "previous:" + squashed(night - 1);
                Outcome outcome = Launcher.squash("--group-by", grouping, "-t", squashed(night), name(night))
                        .run();
                assertEquals(0, outcome.exitCode(), outcome.errors());
                engine.list(name(night)).assertSame(engine.list(squashed(night)));
            }
            assertEquals(inspect(squashed(0)), inspect(squashed(1)).subList(0, 1));
            assertEquals(2, engine.layers(squashed(1)));
            assertEquals(inspect(squashed(2)), inspect(squashed(3)));
        }
    }
}
