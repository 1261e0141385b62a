// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.read.SeenImage.expected;
import static io.github.imagesquash.read.SeenImage.open;
import static io.github.imagesquash.read.SeenImage.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ArchiveMembers;
import io.github.imagesquash.fixture.Blobs;
import io.github.imagesquash.fixture.ImageBuilder;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Docker's and OCI's control files in one archive must describe the same image. */
class HybridReconcilerTest {
    private final ImageBuilder image = image("app:1").layer(layer().file("f", "x"));
    private final ImageBuilder other = image("app:1").layer(layer().file("f", "y"));

    @Test
    @DisplayName("A16 manifest.json and index.json with different names are refused")
    void differentNamesAreRefused() {
        ArchiveMembers archive =
                ArchiveDialect.DOCKER_25.members(image).edit("manifest.json", json -> json.replace("app:1", "app:2"));
        String digest = Blobs.digest(image.configBytes()).substring(0, 19);

        assertEquals(
                "old.tar: manifest.json and index.json disagree: manifest.json lists app:2 (" + digest
                        + "), index.json app:1 (" + digest + "); choose one with --trust docker or --trust oci",
                refusal(archive));
    }

    @Test
    @DisplayName("A16 manifest.json and index.json with different images are refused")
    void differentImagesAreRefused() {
        assertEquals(
                "old.tar: manifest.json and index.json disagree: manifest.json lists app:1 ("
                        + Blobs.digest(other.configBytes()).substring(0, 19) + "), index.json app:1 ("
                        + Blobs.digest(image.configBytes()).substring(0, 19)
                        + "); choose one with --trust docker or --trust oci",
                refusal(disagreeing()));
    }

    @Test
    @DisplayName("A16 manifest.json and index.json with different layers are refused")
    void differentLayersAreRefused() {
        String layer = image.layers().getFirst().diffId().substring(7);
        ArchiveMembers archive = ArchiveDialect.DOCKER_25
                .members(image)
                .file("other.tar", other.layers().getFirst().tar())
                .edit("manifest.json", json -> json.replace("blobs/sha256/" + layer, "other.tar"));

        assertEquals(
                "old.tar: manifest.json and index.json disagree: they list different layers for app:1 ("
                        + Blobs.digest(image.configBytes()).substring(0, 19)
                        + "); choose one with --trust docker or --trust oci",
                refusal(archive));
    }

    @Test
    @DisplayName("A16 --trust says which of two that disagree is read")
    void trustSaysWhichIsRead() throws IOException {
        byte[] archive = disagreeing().toBytes();

        assertEquals(
                expected(image),
                open(archive, SeenImage.trust(Preferences.Trust.OCI)).image());
        assertEquals(
                expected(other),
                open(archive, SeenImage.trust(Preferences.Trust.DOCKER)).image());
    }

    @Test
    void nameThatOnlyManifestJsonHasIsTaken() throws IOException {
        ArchiveMembers archive = ArchiveDialect.DOCKER_25
                .members(image)
                .edit("index.json", json -> json.replace("io.containerd.image.name", "x"));

        assertEquals(List.of("docker.io/library/app:1"), open(archive).image().tags());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "[\"app:1\"]", "[\"docker.io/library/app:1\",\"app:2\",\"app:3\"]"})
    @DisplayName("B1 names that only one of manifest.json and index.json has are taken from it")
    void namesComplementEachOther(String repoTags) throws IOException {
        ImageBuilder two = image("app:1", "app:2").layer(layer().file("f", "x"));
        ArchiveMembers archive = ArchiveDialect.DOCKER_25
                .members(two)
                .edit("manifest.json", json -> json.replaceFirst("\"RepoTags\":\\[[^]]*]", "\"RepoTags\":" + repoTags));
        List<String> names = repoTags.contains("app:3")
                ? List.of("docker.io/library/app:1", "docker.io/library/app:2", "docker.io/library/app:3")
                : List.of("docker.io/library/app:1", "docker.io/library/app:2");

        assertEquals(names, open(archive).image().tags());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]"})
    @DisplayName("B1 a manifest.json without images says nothing against index.json")
    void manifestJsonWithoutImages(String manifest) throws IOException {
        ArchiveMembers archive = ArchiveDialect.DOCKER_25.members(image).file("manifest.json", manifest);

        assertEquals(expected(image), open(archive).image());
    }

    @Test
    @DisplayName("B1 names of which neither list has all are refused with all of both")
    void differentListsOfNamesAreRefused() {
        ImageBuilder two = image("app:1", "app:2").layer(layer().file("f", "x"));
        ArchiveMembers archive =
                ArchiveDialect.DOCKER_25.members(two).edit("manifest.json", json -> json.replace("app:2", "app:3"));
        String digest = Blobs.digest(two.configBytes()).substring(0, 19);

        assertEquals(
                "old.tar: manifest.json and index.json disagree: manifest.json lists app:1, app:3 (" + digest
                        + "), index.json app:1, app:2 (" + digest + "); choose one with --trust docker or --trust oci",
                refusal(archive));
    }

    @Test
    void bareTagThatManifestJsonHasNotIsRefused() {
        ArchiveMembers archive = ArchiveDialect.DOCKER_25
                .members(image)
                .edit(
                        "index.json",
                        json -> json.replace("io.containerd.image.name", "x").replace("\"1\"", "\"2\""));
        String digest = Blobs.digest(image.configBytes()).substring(0, 19);

        assertEquals(
                "old.tar: manifest.json and index.json disagree: manifest.json lists app:1 (" + digest
                        + "), index.json 2 (" + digest + "); choose one with --trust docker or --trust oci",
                refusal(archive));
    }

    /** OCI's control files for {@link #image}, Docker's for {@link #other}. */
    private ArchiveMembers disagreeing() {
        ArchiveMembers docker = ArchiveDialect.DOCKER_25.members(other);
        return ArchiveDialect.DOCKER_25
                .members(image)
                .file("manifest.json", docker.content("manifest.json"))
                .addAll(docker);
    }
}
