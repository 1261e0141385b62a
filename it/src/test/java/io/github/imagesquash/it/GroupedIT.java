// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import io.github.imagesquash.group.Grouping;
import io.github.imagesquash.oci.Reference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image in several layers shows the same file system as the old one in engines that copy layers onto each other. */
class GroupedIT {
    @TempDir
    Path directory;

    private Path grouped(Path old, String name, Grouping grouping) throws IOException {
        Path archive = directory.resolve("new.tar");
        Squasher.run(Squasher.request(old, archive).withGrouping(grouping).withTags(List.of(Reference.parse(name))));
        return archive;
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
        List<String> podman = Podman.in(directory.resolve(storage));
        Program.of(podman, "load", "--quiet", "--input", archive.toString()).output();
        String mount = Program.of(podman, "image", "mount", name).run().text().strip();
        FileListing listing = FileLister.list(Path.of(mount));
        Program.of(podman, "image", "umount", name).output();
        Program.of(podman, "rmi", "--all", "--force").output();
        return listing;
    }
}
