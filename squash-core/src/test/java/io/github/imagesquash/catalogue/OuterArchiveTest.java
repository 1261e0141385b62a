// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.catalogue;

import static io.github.imagesquash.fixture.ArchiveSquashing.squashArchive;
import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;

import com.github.luben.zstd.Zstd;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ArchiveMembers;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.StoredTar;
import io.github.imagesquash.message.Warning;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The archive around the image: its format, its members' names, links among them, one test a row of the catalogue. */
class OuterArchiveTest {
    private static final String SECOND = "second/layer.tar";

    private final ImageBuilder image =
            image("app:1").layer(layer().file("f", "base")).layer(layer().file("f", "F"));

    private ArchiveMembers archive() {
        return ArchiveDialect.DOCKER_25.members(image);
    }

    @Test
    @DisplayName("A13 an archive compressed with gzip or zstd is read")
    void compressedArchive() {
        squashArchive(StoredTar.gzip(archive().toBytes())).hasTree("f=F");
        squashArchive(Zstd.compress(archive().toBytes())).hasTree("f=F");
    }

    @ParameterizedTest
    @CsvSource({"fd377a585a00, xz", "425a6839314159265359, bzip2"})
    @DisplayName("A13 an archive compressed with xz or bzip2 is refused by that name")
    void rareCompressions(String magic, String name) {
        squashArchive(Arrays.copyOf(HexFormat.of().parseHex(magic), 100)).isRefused("old.tar: ", name);
    }

    @Test
    @DisplayName("A14 names with ./, no directories, control files first, and long names are read")
    void unusualNames() {
        squashArchive(archive().rename(name -> "./" + name)).hasTree("f=F").warns();
        squashArchive(archive().remove("blobs/").remove("blobs/sha256/")).hasTree("f=F");
        squashArchive(archive().first("manifest.json").first("index.json")).hasTree("f=F");
        String pax = "p".repeat(200);
        String gnu = "g".repeat(200);
        squashArchive(layer().file(pax, image.layers().getFirst().tar())
                        .file(gnu, image.layers().getLast().tar())
                        .gnuLongName()
                        .file("c", image.configBytes())
                        .file("manifest.json", "[{\"Config\":\"c\",\"Layers\":[\"" + pax + "\",\"" + gnu + "\"]}]")
                        .toBytes())
                .hasTree("f=F");
    }

    @Test
    @DisplayName("A14 absolute names are read with a warning")
    void absoluteNames() {
        squashArchive(archive().rename(name -> "/" + name)).hasTree("f=F").warns(Warning.Kind.ABSOLUTE_MEMBER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"manifest.json", "index.json", "oci-layout"})
    @DisplayName("A15 a control file that is there twice is refused")
    void controlFileTwice(String name) {
        String other = archive().text(name).replace("app:1", "app:2");
        squashArchive(archive().tar().file(name, other).toBytes()).isRefused("\"" + name + "\" occurs twice");
    }

    @ParameterizedTest
    @CsvSource({
        "../../x, leads out of the archive",
        "/etc/passwd, leads out of the archive",
        "layer.tar, is not a file in the archive",
        "../link, is not a file in the archive",
    })
    @DisplayName("A20 a layer that is a link out of the archive, to itself or to a link is refused")
    void layersAsLinks(String target, String problem) {
        squashArchive(linked().symlink("link", "real.tar").symlink(SECOND, target))
                .isRefused("\"" + SECOND + "\" is a link to \"" + target + "\", which " + problem);
    }

    @Test
    @DisplayName("A20 a layer that is a link to another member is read as that")
    void layerAsLinkToMember() {
        squashArchive(linked().hardLink(SECOND, "real.tar")).hasTree("f=F");
        squashArchive(linked().symlink(SECOND, "../real.tar")).hasTree("f=F");
    }

    @Test
    @DisplayName("A20 a layer's name that leads out of the archive is refused")
    void layerNameThatLeadsOut() {
        squashArchive(linked().edit("manifest.json", json -> json.replace(SECOND, "../../x")))
                .isRefused("\"../../x\" leads out of the archive");
    }

    /** The image with its second layer in {@code real.tar}, where the manifest expects {@link #SECOND}. */
    private ArchiveMembers linked() {
        ArchiveMembers archive = ArchiveDialect.CRANE.members(image);
        String second = archive.names().get(2);
        return archive.file("real.tar", archive.content(second))
                .remove(second)
                .edit("manifest.json", json -> json.replace(second, SECOND));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "blobs/../../x", "/../x"})
    @DisplayName("A21 a member whose name leads out of the archive is refused")
    void memberThatLeadsOut(String name) {
        squashArchive(archive().file(name, "x")).isRefused("\"" + name + "\" leads out of the archive");
    }

    @Test
    @DisplayName("A22 what is no archive is refused, and said to be")
    void noArchive() {
        squashArchive(new byte[0]).isRefused("old.tar: the file is empty");
        squashArchive("text ".repeat(500).getBytes(StandardCharsets.US_ASCII))
                .isRefused("old.tar: this is a text file");
        squashArchive(new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0}).isRefused("old.tar: this is a zip file");
    }

    @Test
    @DisplayName("A22 an archive cut off anywhere is refused")
    void truncatedArchive() {
        byte[] whole = ArchiveDialect.CRANE.members(image).toBytes();
        int lastContent = whole.length - 1024 - 512;
        for (int length = 1; length < lastContent; length += 499) {
            squashArchive(Arrays.copyOf(whole, length)).isRefused("old.tar: ");
        }
    }
}
