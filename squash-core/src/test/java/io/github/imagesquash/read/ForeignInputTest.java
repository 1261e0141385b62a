// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.read.SeenImage.expected;
import static io.github.imagesquash.read.SeenImage.open;
import static io.github.imagesquash.read.SeenImage.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ArchiveMembers;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.StoredTar;
import io.github.imagesquash.message.Limits;
import io.github.imagesquash.message.Warnings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people hand over in the place of an archive, and archives that they packed or sent in an unusual way. */
class ForeignInputTest {
    private static final String EXPECTED = "; expected an archive made by docker save -o, podman save or docker buildx";
    private static final String SPOILT =
            "; write it with -o, as in docker save -o FILE IMAGE, and copy it as binary data";

    private final ImageBuilder image =
            image("app:1").layer(layer().file("f", "one\ntwo\n".repeat(50))).layer(layer().file("g", "x"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<!DOCTYPE html><html>404</html> | an HTML page, perhaps a server's error; download the archive again",
                "<?xml version='1.0'?><Error/> | an XML document, perhaps a server's error",
                "version https://git-lfs.github.com/spec/v1 | a pointer of Git LFS; get the file itself with git lfs pull",
                "[{\"Id\": \"sha256:00\"}] | a JSON document",
                "{\"schemaVersion\":2,\"layers\":[]} | a manifest or index without its blobs; name the image as"
                        + " docker://NAME, or its layout's directory",
                "FROM debian | a Dockerfile; build it with docker build -t NAME, then name the image NAME",
                "syntax=a\\nFROM debian | a Dockerfile; build it with docker build -t NAME, then name the image NAME",
                "hello | a text file",
            })
    @DisplayName("B8 a text is refused by what it is")
    void textIsRefusedByName(String text, String what) {
        byte[] bytes = text.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);

        assertEquals("old.tar: this is " + what + EXPECTED, refusal(bytes, ImageSelector.ONLY));
        assertEquals("old.tar: this is " + what + EXPECTED, refusal(StoredTar.gzip(bytes), ImageSelector.ONLY));
    }

    @ParameterizedTest
    @CsvSource({
        "32, SIF_MAGIC, a Singularity image (SIF); convert its source instead",
        "0, hsqs, a squashfs file system",
        "32769, CD001, an ISO 9660 file system",
        "0, KDMV, a disk image (VMDK)",
        "512, EFI PART, a partitioned disk",
        "0, LZIP, an lzip file; decompress it with lzip -d",
        "100000, '', 'a file of zeros, or a tar without files'"
    })
    @DisplayName("B8 a file of another format is refused by name, also compressed")
    void otherFormatIsRefusedByName(int offset, String magic, String what) {
        byte[] bytes = new byte[120_000];
        byte[] there = magic.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(there, 0, bytes, offset, there.length);

        assertEquals("old.tar: this is " + what + EXPECTED, refusal(bytes, ImageSelector.ONLY));
        assertEquals("old.tar: this is " + what + EXPECTED, refusal(StoredTar.gzip(bytes), ImageSelector.ONLY));
    }

    @Test
    @DisplayName("B8 an archive that PowerShell wrote as UTF-16 is refused with what to do")
    void utf16IsRefused() {
        String tar = new String(ArchiveDialect.DOCKER_25.members(image).toBytes(), StandardCharsets.ISO_8859_1);
        byte[] spoilt = ("\ufeff" + tar.replace("\n", "\r\n")).getBytes(StandardCharsets.UTF_16LE);

        assertEquals(
                "old.tar: this is UTF-16 text, which PowerShell's > makes of an archive" + SPOILT + EXPECTED,
                refusal(spoilt, ImageSelector.ONLY));
    }

    @Test
    @DisplayName("B8 an archive in which LF became CR LF is refused with what to do")
    void translatedLineEndsAreRefused() {
        String tar = new String(ArchiveDialect.DOCKER_25.members(image).toBytes(), StandardCharsets.ISO_8859_1);
        byte[] spoilt = tar.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);

        assertEquals(
                "old.tar: this is a tar to which bytes were added in transit, for example by converting LF to CR LF"
                        + SPOILT,
                refusal(spoilt, ImageSelector.ONLY));
    }

    @Test
    @DisplayName("B8 gzip data that was decoded as UTF-8 is refused with what to do")
    void decodedGzipIsRefused() {
        byte[] gzip = StoredTar.gzip(ArchiveDialect.DOCKER_25.members(image).toBytes());
        byte[] spoilt = new String(gzip, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);

        assertTrue(refusal(spoilt, ImageSelector.ONLY)
                .startsWith("old.tar: this is gzip data that was converted as text"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ".dockerenv bin/sh etc/passwd | holds the file system of a container, as docker export writes it, and no"
                        + " image; make one with docker commit or docker import, and save it with docker save -o",
                "./etc/x ./usr/y ./var/z | holds the file system of a container, as docker export writes it, and no"
                        + " image; make one with docker commit or docker import, and save it with docker save -o",
                "a/.wh.b | holds the files of a single layer; save the whole image with docker save -o",
                "app/x | has neither manifest.json nor index.json: perhaps a single layer; expected an archive made by"
                        + " docker save -o, podman save or docker buildx",
                "chart/Chart.yaml | is a Helm chart; name an image that it deploys",
                "Dockerfile src/a | is a build context; build it with docker build -t NAME, then name the image NAME",
                "config.json rootfs/bin/sh | is a bundle for a runtime such as runc, not an image; name the image that it"
                        + " was unpacked from",
                "oci-layout blobs/x | has oci-layout, but no index.json beside it; expected an archive made by docker"
                        + " save -o, podman save or docker buildx",
            })
    @DisplayName("B8 a tar of other files is refused by what it is")
    void otherTreeIsRefusedByName(String names, String what) {
        ArchiveMembers archive = new ArchiveMembers();
        Arrays.stream(names.split(" ")).forEach(name -> archive.file(name, "{}"));

        assertEquals("old.tar: " + what, refusal(archive));
        assertEquals("old.tar: " + what, refusal(StoredTar.gzip(archive.toBytes()), ImageSelector.ONLY));
    }

    @ParameterizedTest
    @CsvSource({"myimage/", "./myimage/"})
    @DisplayName("B7 an archive with one top directory in front is read")
    void oneTopDirectoryIsPassed(String prefix) throws IOException {
        for (ArchiveDialect dialect :
                new ArchiveDialect[] {ArchiveDialect.DOCKER_25, ArchiveDialect.PODMAN_OCI, ArchiveDialect.DIR}) {
            ArchiveMembers archive = dialect.members(image).rename(name -> prefix + name);

            assertEquals(expected(image).layers(), open(archive).image().layers(), dialect.name());
        }
    }

    @Test
    @DisplayName("B7 a manifest.json somewhere in a root file system does not make it an image")
    void manifestInARootFileSystemIsNone() {
        ArchiveMembers archive = new ArchiveMembers()
                .file("etc/passwd", "")
                .file("usr/x", "")
                .file("var/y", "")
                .file("app/manifest.json", "[]");

        assertTrue(refusal(archive).startsWith("old.tar: holds the file system of a container"));
    }

    @Test
    @DisplayName("B7 a member that is stored as a sparse file is read")
    void sparseMemberIsRead() throws IOException {
        byte[] archive = SparseArchive.of(ArchiveDialect.DOCKER_LEGACY.members(image));

        assertEquals(expected(image), open(archive, ImageSelector.ONLY).image());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/zero", "/dev/urandom", "/dev/null"})
    @DisplayName("S15 a device is refused before it is read")
    void deviceIsRefused(String device) throws IOException {
        try (Spool spool = new Spool(Path.of(System.getProperty("java.io.tmpdir")))) {
            FileSystemException refusal = assertThrows(
                    FileSystemException.class,
                    () -> ImageArchive.open(Path.of(device), spool, Limits.DEFAULT, ByteMeter.NONE, new Warnings()));

            assertEquals(device + ": is a device; expected an archive", refusal.getMessage());
        }
    }
}
