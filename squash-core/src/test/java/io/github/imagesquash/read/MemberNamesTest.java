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
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The names of an archive's members. */
class MemberNamesTest {
    private final ImageBuilder image = image("app:1").layer(layer().file("f", "x"));

    @Test
    @DisplayName("A14 names may begin with ./")
    void namesMayBeginWithADot() throws IOException {
        SeenImage.Opened opened = open(ArchiveDialect.DOCKER_25.members(image).rename(name -> "./" + name));

        assertEquals(expected(image), opened.image());
        assertEquals(List.of(), opened.warnings());
    }

    @Test
    @DisplayName("A14 absolute names are read with a warning, as containerd and skopeo do not find them")
    void absoluteNamesAreWarnedOf() throws IOException {
        ArchiveMembers archive = ArchiveDialect.DOCKER_25.members(image).rename(name -> "/" + name);

        SeenImage.Opened opened = open(archive);

        assertEquals(expected(image), opened.image());
        assertEquals(
                List.of(new Warnings.Tally(
                        new Warning(Warning.Kind.ABSOLUTE_MEMBER, 0, "/blobs/"),
                        archive.names().size())),
                opened.warnings());
    }

    @Test
    @DisplayName("A14 directories need not be there")
    void directoriesNeedNotBeThere() throws IOException {
        ArchiveMembers archive =
                ArchiveDialect.DOCKER_25.members(image).remove("blobs/").remove("blobs/sha256/");

        assertEquals(expected(image), open(archive).image());
    }

    @Test
    @DisplayName("A14 the control files may come first")
    void controlFilesMayComeFirst() throws IOException {
        ArchiveMembers archive =
                ArchiveDialect.DOCKER_25.members(image).first("manifest.json").first("index.json");

        assertEquals(expected(image), open(archive).image());
    }

    @Test
    @DisplayName("A14 names may come in PAX records and in GNU headers")
    void namesMayComeInExtendedHeaders() throws IOException {
        String pax = "layers/" + "p".repeat(200);
        String gnu = "configs/" + "g".repeat(200);
        byte[] archive = layer().file(pax, image.layers().getFirst().tar())
                .file(gnu, image.configBytes())
                .gnuLongName()
                .file(
                        "manifest.json",
                        "[{\"Config\":\"" + gnu + "\",\"RepoTags\":[\"app:1\"],\"Layers\":[\"" + pax + "\"]}]")
                .toBytes();

        assertEquals(expected(image), open(archive, ImageSelector.ONLY).image());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "blobs/../../x", "/../x", "a/./../.."})
    @DisplayName("A21 a member's name that leads out of the archive is refused")
    void nameThatLeadsOutIsRefused(String name) {
        assertEquals(
                "old.tar: \"" + name + "\" leads out of the archive",
                refusal(ArchiveDialect.DOCKER_25.members(image).file(name, "x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"manifest.json", "index.json", "oci-layout"})
    @DisplayName("A15 a control file that is there twice is refused, be it the same")
    void repeatedControlFileIsRefused(String name) {
        ArchiveMembers archive = ArchiveDialect.DOCKER_25.members(image);
        byte[] twice = archive.tar().file("./" + name, archive.content(name)).toBytes();

        assertEquals("old.tar: \"" + name + "\" occurs twice", refusal(twice, ImageSelector.ONLY));
    }

    @Test
    void repeatedBlobIsReadIfItIsTheSame() throws IOException {
        ArchiveMembers archive = ArchiveDialect.DOCKER_25.members(image);
        String blob = "blobs/sha256/" + image.layers().getFirst().diffId().substring(7);
        byte[] twice = archive.tar().file(blob, archive.content(blob)).toBytes();

        assertEquals(expected(image), open(twice, ImageSelector.ONLY).image());
    }

    @Test
    void repeatedBlobIsRefusedIfItIsNotTheSame() {
        ArchiveMembers archive = ArchiveDialect.DOCKER_25.members(image);
        String blob = "blobs/sha256/" + image.layers().getFirst().diffId().substring(7);
        byte[] content = archive.content(blob).clone();
        content[content.length - 1] = 1;

        assertEquals(
                "old.tar: \"" + blob + "\" occurs twice, with different content",
                refusal(archive.tar().file(blob, content).toBytes(), ImageSelector.ONLY));
    }

    @Test
    void namesThatDifferInBytesThatAreNoTextAreTwoNames() throws IOException {
        byte[] archive = ArchiveDialect.DOCKER_25
                .members(image)
                .tar()
                .file(new byte[] {'x', (byte) 0xe8}, "1")
                .file(new byte[] {'x', (byte) 0xe9}, "2")
                .toBytes();

        assertEquals(expected(image), open(archive, ImageSelector.ONLY).image());
    }

    @Test
    void controlFileThatIsNoFileIsRefused() {
        byte[] archive = layer().fifo("manifest.json").toBytes();

        assertEquals("old.tar: \"manifest.json\" is not a regular file", refusal(archive, ImageSelector.ONLY));
    }
}
