// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.read.SeenImage.open;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ArchiveMembers;
import io.github.imagesquash.fixture.ImageBuilder;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which names an image has. */
class ImageNamesTest {
    private final ImageBuilder a = image("a:latest").layer(layer().file("f", "a"));

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DIR")
    @DisplayName("A11 one image with three names keeps them all")
    void threeNamesAreKept(ArchiveDialect dialect) throws IOException {
        ImageBuilder image = image("app:1", "app:2", "lab/app:1").layer(layer().file("f", "x"));

        assertEquals(
                List.of("docker.io/lab/app:1", "docker.io/library/app:1", "docker.io/library/app:2"),
                open(dialect.members(image)).image().tags());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A12 an image without a name has none")
    void imageWithoutNameHasNone(ArchiveDialect dialect) throws IOException {
        assertEquals(
                List.of(),
                open(dialect.members(image().layer(layer().file("f", "x"))))
                        .image()
                        .tags());
    }

    /** As docker, podman and skopeo do; Docker before 1.10 had nothing else. */
    @Test
    void namesInTheRepositoriesFileAreNone() throws IOException {
        ArchiveMembers archive = ArchiveDialect.DOCKER_LEGACY
                .members(image().layer(layer().file("f", "x")))
                .file("repositories", "{\"app\":{\"1\":\"" + "a".repeat(64) + "\"}}");

        assertEquals(List.of(), open(archive).image().tags());
    }

    @Test
    @DisplayName("A08 podman's reference name is the whole name")
    void referenceNameIsTheNameWhereItIsWhole() throws IOException {
        ArchiveMembers archive = ArchiveDialect.PODMAN_OCI
                .members(a)
                .edit("index.json", json -> json.replace("docker.io/library/a:latest", "localhost/lab/x:1"));

        assertEquals(List.of("localhost/lab/x:1"), open(archive).image().tags());
    }

    @Test
    void referenceNameThatIsOnlyATagIsNoName() throws IOException {
        ArchiveMembers archive = ArchiveDialect.PODMAN_OCI
                .members(a)
                .edit("index.json", json -> json.replace("docker.io/library/a:latest", "1"));

        assertEquals(List.of(), open(archive).image().tags());
    }

    @Test
    void nameWithADigestIsKeptAsAnotherName() throws IOException {
        String name = "docker.io/library/a@sha256:" + "a".repeat(64);
        ArchiveMembers archive = ArchiveDialect.BUILDX_OCI
                .members(a)
                .edit("index.json", json -> json.replace("docker.io/library/a:latest", name));

        SeenImage.Opened opened = open(archive);

        assertEquals(List.of(), opened.image().tags());
        assertEquals(List.of(name), opened.raw().otherNames());
    }
}
