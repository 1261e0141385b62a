// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.group.Grouping;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An image in several layers shows the same file system as the old one, in whatever way an engine lays them on each other. */
class GroupedIT {
    @TempDir
    Path directory;

    static Stream<AdversarialImage> adversarialImages() {
        return AdversarialImages.all();
    }

    private Path grouped(Path old, String name, Grouping grouping) throws IOException {
        Path archive = directory.resolve("new.tar");
        Squasher.run(Squasher.request(old, archive).withGrouping(grouping).withTags(List.of(Reference.parse(name))));
        return archive;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("adversarialImages")
    void dockerAndTheKernelShowTheSame(AdversarialImage made) throws IOException {
        Needs.root();
        Needs.program("getfattr", "attr");
        try (Engine engine = Engine.connect()) {
            String name = made.name().replace(":1", ":grouped");
            engine.load(ArchiveDialect.DOCKER_LEGACY.write(made.image(), directory));
            Path saved = engine.save(made.name(), directory.resolve("old.tar"));
            engine.load(grouped(saved, name, new Grouping.IntoLayers(4)));
            assertTrue(engine.layers(name) <= 4);
            made.expected(engine.list(made.name())).assertSame(engine.list(name));
        }
    }

    @Test
    void directoriesOfDebianInLayersOfTheirOwn() throws IOException {
        assertSameDebian(new Grouping.ByDirectory(List.of(path("/usr"), path("/usr/share"), path("/srv"))), 4);
    }

    @Test
    void packagesOfDebianInLayersOfTheirOwn() throws IOException {
        assertSameDebian(new Grouping.ByPackage(6), 5);
    }

    private void assertSameDebian(Grouping grouping, int layers) throws IOException {
        Needs.root();
        Needs.program("getfattr", "attr");
        try (Engine engine = Engine.connect()) {
            String old = Engine.imageName("debian-grouped");
            String name = old.replace(":1", ":grouped");
            DebianImage.build(engine, old, directory);
            Path saved = engine.save(old, directory.resolve("old.tar"));
            engine.remove(old);
            engine.load(saved);
            engine.load(grouped(saved, name, grouping));
            assertEquals(layers, engine.layers(name));
            engine.list(old).assertSame(engine.list(name));
        }
    }

    private static ImagePath path(String text) {
        return ImagePath.clean(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void umociUnpacksTheSame() throws IOException {
        Needs.program("umoci", "umoci");
        Needs.program("skopeo", "skopeo");
        Needs.program("getfattr", "attr");
        Needs.root();
        String name = "localhost/squash-it-grouped:1";
        Path old = LayeredImage.write(name, directory);
        FileListing before = FileLister.unpacked("docker-archive:" + old, directory.resolve("old"));
        before.assertSame(FileLister.unpacked(
                "docker-archive:" + grouped(old, name, new Grouping.IntoLayers(3)), directory.resolve("new")));
    }

    @Test
    void podmanMountsTheSame() throws IOException {
        Needs.program("podman", "podman");
        Needs.program("getfattr", "attr");
        Needs.root();
        String name = "localhost/squash-it-grouped:1";
        Path old = LayeredImage.write(name, directory);
        FileListing before = mounted(old, name, "old");
        before.assertSame(mounted(grouped(old, name, new Grouping.IntoLayers(3)), name, "new"));
    }

    private FileListing mounted(Path archive, String name, String storage) throws IOException {
        List<String> podman =
                List.of("podman", "--root", directory.resolve(storage).toString(), "--storage-driver", "vfs");
        Program.of(podman, "load", "--quiet", "--input", archive.toString()).output();
        String mount = Program.of(podman, "image", "mount", name).run().text().strip();
        FileListing listing = FileLister.list(Path.of(mount));
        Program.of(podman, "image", "umount", name).output();
        Program.of(podman, "rmi", "--all", "--force").output();
        return listing;
    }
}
