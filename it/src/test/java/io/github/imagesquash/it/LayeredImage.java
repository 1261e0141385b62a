// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.LayerBuilder.layer;

import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import java.io.IOException;
import java.nio.file.Path;

/** A small image whose layers replace and delete files of each other. */
final class LayeredImage {
    private LayeredImage() {}

    /** Its archive, which every engine loads. */
    static Path write(String name, Path directory) throws IOException {
        return ArchiveDialect.DOCKER_LEGACY.write(
                ImageBuilder.image(name)
                        .layer(layer().dir("etc/").file("etc/a", "A").file("etc/b", "B".repeat(5000)))
                        .layer(layer().dir("etc/")
                                .whiteout("etc/b")
                                .file("etc/setuid", "S")
                                .mode(04755)
                                .owner(5, 6))
                        .layer(layer().dir("srv/").mode(01777).symlink("srv/link", "/etc/a")),
                directory);
    }
}
