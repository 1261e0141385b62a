// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ArchiveMembers;
import io.github.imagesquash.fixture.ImageBuilder;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Layers that are stored as links, and names that lead elsewhere. */
class LayerLinksTest {
    private static final String BASE = "base";
    private static final String TOP = "top";

    private final ImageBuilder image =
            image("app:1").layer(layer().file("t", BASE)).layer(layer().file("t", TOP));

    private static final String SECOND = "second/layer.tar";

    @Test
    @DisplayName("A01 a repeated layer of docker save up to 24 is a symbolic link to the first")
    void repeatedLayerIsReadThroughItsLink() throws IOException {
        ImageBuilder repeated = image("app:1").layer(layer().file("t", BASE)).layer(layer().file("t", BASE));
        ArchiveMembers archive = ArchiveDialect.DOCKER_LEGACY.members(repeated);

        assertEquals(
                1,
                archive.names().stream()
                        .filter(name -> name.endsWith("layer.tar"))
                        .filter(name -> archive.content(name).length == 0)
                        .count());
        assertEquals(SeenImage.expected(repeated), SeenImage.open(archive).image());
    }

    @Test
    @DisplayName("A20 a hard link to another member is read as that member")
    void hardLinkIsReadAsItsTarget() throws IOException {
        SeenImage seen = SeenImage.open(linked().hardLink(SECOND, "./real.tar")).image();

        assertEquals(SeenImage.expected(image).layers(), seen.layers());
    }

    @ParameterizedTest
    @CsvSource({
        "/etc/passwd, leads out of the archive",
        "../../x, leads out of the archive",
        "../nothing, is not a file in the archive",
        "layer.tar, is not a file in the archive",
        "../link, is not a file in the archive",
    })
    @DisplayName("A20 a link out of the archive, to nothing, to itself or to a link is refused")
    void otherLinksAreRefused(String target, String problem) {
        ArchiveMembers archive = linked().symlink("link", "real.tar").symlink(SECOND, target);

        assertEquals(
                "old.tar: \"" + SECOND + "\" is a link to \"" + target + "\", which " + problem,
                SeenImage.refusal(archive));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../x", "..", "a/../../x", "/../x"})
    @DisplayName("A20 a layer's name that leads out of the archive is refused")
    void nameThatLeadsOutIsRefused(String name) {
        ArchiveMembers archive = linked().edit("manifest.json", json -> json.replace(SECOND, name));

        assertEquals("old.tar: \"" + name + "\" leads out of the archive", SeenImage.refusal(archive));
    }

    /** The image with its second layer in {@code real.tar}, where the manifest expects {@link #SECOND}. */
    private ArchiveMembers linked() {
        ArchiveMembers archive = ArchiveDialect.CRANE.members(image);
        String second = archive.names().get(2);
        assertTrue(second.endsWith(".tar.gz"), second);
        return archive.file("real.tar", archive.content(second))
                .remove(second)
                .edit("manifest.json", json -> json.replace(second, SECOND));
    }
}
