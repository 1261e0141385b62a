// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.fixture.ArchiveSquashing.squashArchive;
import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.fixture.Squashing.squash;

import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ArchiveMembers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What could make an image empty or smaller without a word is refused, kept or told. */
class NothingSilentTest {
    private static ArchiveMembers docker() {
        return ArchiveDialect.DOCKER_LEGACY.members(
                image("app:1").layer(layer().dir("a/")).layer(layer().dir("b/")));
    }

    private static ArchiveMembers oci() {
        return ArchiveDialect.PODMAN_OCI.members(
                image("app:1").layer(layer().dir("a/")).layer(layer().dir("b/")));
    }

    @ParameterizedTest
    @CsvSource({"[], 0", "null, 0"})
    void aManifestWithoutLayersOfAConfigWithSomeIsRefused(String layers, int found) {
        squashArchive(docker().edit(
                                "manifest.json",
                                json -> json.replaceFirst("\"Layers\":\\[[^]]*]", "\"Layers\":" + layers)))
                .isRefused("number of layers: expected 2 as in the config, found " + found);
    }

    @Test
    void anOciManifestWithoutLayersOfAConfigWithSomeIsRefused() {
        squashArchive(oci().editOciManifest(json -> json.replaceFirst("\"layers\":\\[.*]", "\"layers\":[]")))
                .isRefused("number of layers: expected 2 as in the config, found 0");
    }

    @Test
    void oneLayerLessThanTheConfigNamesIsRefused() {
        squashArchive(docker().edit("manifest.json", json -> json.replaceFirst("(\"Layers\":\\[[^]]*),[^]]*]", "$1]")))
                .isRefused("number of layers: expected 2 as in the config, found 1");
    }

    @Test
    void aConfigWithoutDiffIdsOfAManifestWithLayersIsRefused() {
        ArchiveMembers archive = ArchiveDialect.DOCKER_LEGACY.members(image("app:1")
                .layer(layer().dir("a/"))
                .config(config -> config.withObjectProperty("rootfs").putArray("diff_ids")));
        squashArchive(archive).isRefused("number of layers: expected 0 as in the config, found 1");
    }

    @Test
    void aLayerThatTheArchiveLacksIsRefused() {
        ArchiveMembers archive = docker();
        String layer = archive.names().stream()
                .filter(name -> name.endsWith("layer.tar"))
                .findFirst()
                .orElseThrow();
        squashArchive(archive.remove(layer)).isRefused("is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"D", "M", "N", "V", "X", "A", "I", "Z", "8", "9"})
    void anEntryOfAnUnknownTypeIsRefusedByTheFlag(String flag) {
        squash(layer().entry(flag.charAt(0), "f", "", "F")).isRefused("unsupported entry type '" + flag + "'");
    }

    @Test
    void attributesInOtherNotationsAreKept() {
        squash(layer().file("f", "F")
                        .pax("LIBARCHIVE.xattr.user.x", "eA==")
                        .pax("SCHILY.acl.access", "user::rw-")
                        .pax("SCHILY.fflags", "nodump")
                        .pax("VENDOR.key", "v"))
                .hasBytes("LIBARCHIVE.xattr.user.x=eA==")
                .hasBytes("SCHILY.acl.access=user::rw-")
                .hasBytes("SCHILY.fflags=nodump")
                .hasBytes("VENDOR.key=v");
    }

    @Test
    void attributesOfUnknownNamespacesAreKept() {
        squash(layer().file("f", "F").xattr("com.apple.quarantine", "q").xattr("osx.x", "y"))
                .hasTree("f=F com.apple.quarantine=71 osx.x=79");
    }
}
