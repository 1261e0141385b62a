// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.fixture.ArchiveSquashing.squashArchive;
import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.read.WantedImage;
import io.github.imagesquash.request.AnalysisRequest;
import io.github.imagesquash.request.BaseImage;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.DiffRequest;
import io.github.imagesquash.request.GroupingChoice;
import io.github.imagesquash.request.LayerChoice;
import io.github.imagesquash.request.OldBase;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.RebaseRequest;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A layer that is no tar is refused by name wherever it lies, by its media type or else by its bytes. */
class ForeignLayerTest {
    private static final String TAR_TYPE = "application/vnd.oci.image.layer.v1.tar+gzip";
    private static final byte[] TAR = layer().file("f", "F").toBytes();
    private static final byte[] EROFS = withMagic(4096, 1024, "e2e1f5e0");

    @TempDir
    Path directory;

    private static byte[] withMagic(int size, int offset, String magic) {
        byte[] bytes = new byte[size];
        byte[] at = HexFormat.of().parseHex(magic);
        System.arraycopy(at, 0, bytes, offset, at.length);
        return bytes;
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** A base of one tar, and a layer on it. */
    private static ImageBuilder withUpper(byte[] upper) {
        return image("app:1").layer(layer().dir("base/")).layer(upper, Compression.NONE);
    }

    /** An OCI archive whose second layer, of two, has this media type. */
    private static byte[] typed(String mediaType) {
        return ArchiveDialect.PODMAN_OCI
                .members(withUpper(TAR))
                .editOciManifest(json -> json.replaceFirst("(.*)" + TAR_TYPE.replace("+", "\\+"), "$1" + mediaType))
                .toBytes();
    }

    @ParameterizedTest
    @CsvSource({
        "application/vnd.erofs.layer.v1, an EROFS file system",
        "application/vnd.oci.image.layer.v1.erofs, an EROFS file system",
        "application/vnd.oci.image.layer.v1.erofs+zstd, an EROFS file system",
        "application/vnd.oci.image.layer.v1.squashfs, a squashfs file system",
        "application/vnd.oci.image.layer.squashfs, a squashfs file system",
        "application/vnd.example.ext4, an ext4 file system",
        "application/vnd.oci.image.layer.nydus.blob.v1, a layer of nydus",
        "application/vnd.oci.image.layer.v1.tar+gzip+encrypted, an encrypted layer",
        "application/vnd.oci.image.layer.v1.tar+zstd+encrypted, an encrypted layer",
        "application/vnd.oci.image.layer.nondistributable.v1.tar+encrypted, an encrypted layer",
        "application/vnd.docker.image.rootfs.diff.tar.gzip+encrypted, an encrypted layer",
        "application/vnd.sylabs.sif.layer.v1.sif, a Singularity image",
        "application/vnd.cncf.helm.chart.content.v1.tar+gzip, a Helm chart",
        "application/vnd.wasm.content.layer.v1+wasm, a WebAssembly module",
        "application/wasm, a WebAssembly module",
        "application/vnd.in-toto+json, an attestation",
        "application/vnd.dev.cosign.simplesigning.v1+json, a signature",
        "application/spdx+json, a bill of materials",
        "application/zip, a zip file",
        "application/json, a JSON document",
        "application/vnd.example.thing, expected that of a tar",
        "application/vnd.oci.image.layer.v2.tar, expected that of a tar",
        "application/vnd.oci.image.layer.v1.tar+lzma, expected that of a tar",
        "text/plain, expected that of a tar"
    })
    void isRefusedByItsMediaTypeAlthoughItsBytesAreATar(String mediaType, String name) {
        squashArchive(typed(mediaType)).isRefused("old.tar: layer 2 of 2 (sha256:", "\"" + mediaType + "\"", name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/vnd.oci.image.layer.v1.tar",
                "application/vnd.oci.image.layer.v1.tar.gzip",
                "application/vnd.oci.image.layer.v1.tar+gz",
                "application/vnd.oci.image.layer.v1.tar+zstd",
                "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip",
                "application/vnd.docker.image.rootfs.diff.tar",
                "application/vnd.docker.image.rootfs.diff.tar.gzip",
                "application/vnd.docker.image.rootfs.diff.tar+gzip",
                "application/vnd.docker.image.rootfs.diff.tar.zstd",
                "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip",
                "application/vnd.docker.container.image.rootfs.diff+x-gtar",
                "Application/VND.oci.image.layer.v1.TAR+gzip",
                "application/vnd.oci.image.layer.v1.tar+gzip; charset=binary",
                "application/octet-stream",
                "application/x-tar",
                "application/x-gzip",
                "application/gzip",
                "application/tar+gzip"
            })
    void isReadWhereItsMediaTypeSaysOrMaySayThatItIsATar(String mediaType) {
        squashArchive(typed(mediaType)).hasTree("base/", "f=F").warns();
    }

    @ParameterizedTest
    @CsvSource({
        "containerd.io/snapshot/nydus-bootstrap, the bootstrap of a nydus image",
        "containerd.io/snapshot/overlaybd/blob-digest, a block device of overlaybd"
    })
    void isRefusedByTheAnnotationOfAConverter(String annotation, String name) {
        byte[] archive = ArchiveDialect.PODMAN_OCI
                .members(withUpper(TAR))
                .editOciManifest(json -> json.replaceFirst(
                        "\"layers\":\\[\\{", "\"layers\":[{\"annotations\":{\"" + annotation + "\":\"true\"},"))
                .toBytes();
        squashArchive(archive).isRefused("old.tar: layer 1 of 2 (sha256:", annotation, name);
    }

    @Test
    void isRefusedBesideLayersThatAreMerged() {
        List<LayerChoice> choices =
                List.of(new LayerChoice.Upper(1), new LayerChoice.Between(1, 1), new LayerChoice.Upper(2));
        for (LayerChoice choice : choices) {
            UnaryOperator<SquashRequest> change = request -> request.withLayers(choice);
            squashArchive(typed("application/vnd.erofs.layer.v1"), change).isRefused("layer 2 of 2", "EROFS");
            squashArchive(ArchiveDialect.DOCKER_25.members(withUpper(EROFS)).toBytes(), change)
                    .isRefused("layer 2 of 2", "EROFS");
        }
    }

    @Test
    void isRefusedAsOneOfSeveralPlatforms() throws IOException {
        ImageBuilder good = image("app:1").layer(TAR, Compression.NONE);
        ImageBuilder bad = image("app:1").platform("linux", "arm64").layer(EROFS, Compression.GZIP);
        IOException e = assertThrows(
                InvalidImageException.class,
                () -> PlatformsRun.run(
                        ArchiveDialect.BUILDX_OCI.members(good, bad),
                        new Destination.Archive(directory.resolve("new.tar"))));
        assertTrue(e.getMessage().contains("layer 1 of 1"), e.getMessage());
        assertTrue(e.getMessage().contains("found an EROFS file system"), e.getMessage());
        assertFalse(Files.exists(directory.resolve("new.tar")));
    }

    @Test
    void isRefusedByEveryCommand() throws IOException {
        Path bad = Files.write(directory.resolve("bad.tar"), typed("application/vnd.erofs.layer.v1"));
        Path good = ArchiveDialect.PODMAN_OCI.members(withUpper(TAR)).write(directory.resolve("good.tar"));
        Source source = new Source.Archive(bad);
        Destination out = new Destination.Archive(directory.resolve("new.tar"));
        AnalysisRequest analysis = AnalysisRequest.of(source);
        requireRefused(() -> Analysis.run(analysis, ProgressListener.NONE));
        requireRefused(() -> Analysis.run(analysis.withExtras(AnalysisRequest.Extra.ESTIMATE), ProgressListener.NONE));
        requireRefused(() -> ImageDiff.run(DiffRequest.of(source, new Source.Archive(good)), ProgressListener.NONE));
        requireRefused(() -> ImageDiff.run(DiffRequest.of(new Source.Archive(good), source), ProgressListener.NONE));
        SquashRequest onto = SquashRequest.of(new Source.Archive(good), out)
                .withGrouping(new GroupingChoice.OntoPrevious(new BaseImage("bad", source, WantedImage.ONLY), 32));
        requireRefused(() -> Squash.run(onto, ProgressListener.NONE));
        requireRefused(() -> rebase(good, bad, good, out));
        requireRefused(() -> rebase(good, good, bad, out));
        requireRefused(() -> rebase(bad, good, good, out));
        assertFalse(Files.exists(directory.resolve("new.tar")));
    }

    private static void rebase(Path image, Path oldBase, Path newBase, Destination out) throws IOException {
        BaseImage old = new BaseImage("old", new Source.Archive(oldBase), WantedImage.ONLY);
        BaseImage next = new BaseImage("next", new Source.Archive(newBase), WantedImage.ONLY);
        Rebase.run(
                RebaseRequest.of(new Source.Archive(image), out, new OldBase.Named(old), next), ProgressListener.NONE);
    }

    private static void requireRefused(Executable run) {
        IOException e = assertThrows(InvalidImageException.class, run);
        assertTrue(e.getMessage().contains("bad.tar: layer 2 of 2"), e.getMessage());
        assertTrue(e.getMessage().contains("an EROFS file system"), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "1024, e2e1f5e0, an EROFS file system",
        "1024, 1020f5f2, an F2FS file system",
        "1080, 53ef, 'an ext2, ext3 or ext4 file system'",
        "32769, 4344303031, an ISO 9660 file system",
        "65600, 5f42485266535f4d, a Btrfs file system",
        "0, 68737173, a squashfs file system",
        "0, 58465342, an XFS file system",
        "32, 5349465f4d41474943, a Singularity image",
        "0, 504b0304, a zip file",
        "0, 7f454c46, an ELF program",
        "0, 0061736d, a WebAssembly module",
        "0, 7b7d, a JSON document",
        "2000, 78, expected a tar",
        "1024, 78, expected a tar"
    })
    void isRefusedByItsBytesWhereNothingElseTellsWhatItIs(int offset, String magic, String name) {
        byte[] bytes = withMagic(70_000, offset, magic);
        for (ArchiveDialect dialect : List.of(ArchiveDialect.DOCKER_LEGACY, ArchiveDialect.PODMAN_OCI)) {
            squashArchive(dialect.members(withUpper(bytes))).isRefused("layer 2 of 2", name);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isRefusedByItsBytesHoweverTheyAreCompressed(Compression compression) {
        ImageBuilder image = image("app:1").layer(layer().dir("base/")).layer(EROFS, compression);
        squashArchive(ArchiveDialect.BUILDX_OCI.members(image)).isRefused("layer 2 of 2", "an EROFS file system");
    }

    @Test
    void filesThatHaveAFileSystemInThemAreFiles() {
        byte[] magicAt1024 = withMagic(600, 512, "e2e1f5e0");
        byte[] tar = layer().file("disk", magicAt1024).toBytes();
        squashArchive(ArchiveDialect.DOCKER_25.members(withUpper(tar))).warns();
    }

    @Test
    void zerosBehindATarArePadding() {
        for (int zeros : List.of(0, 1, 511, 512, 9216, 70_001)) {
            squashArchive(ArchiveDialect.DOCKER_25.members(withUpper(concat(TAR, new byte[zeros]))))
                    .hasTree("base/", "f=F")
                    .warns();
        }
    }

    @Test
    void layersOfNothingButZerosAreEmpty() {
        for (int zeros : List.of(0, 512, 1024, 1500, 10_240, 70_001)) {
            squashArchive(ArchiveDialect.DOCKER_25.members(withUpper(new byte[zeros])))
                    .hasTree("base/")
                    .warns();
        }
    }

    @Test
    void bytesBehindATarAreWarnedOfAndNotRead() {
        byte[] second = layer().file("g", "G").toBytes();
        byte[] garbage = "garbage".getBytes(StandardCharsets.US_ASCII);
        for (byte[] behind : List.of(second, garbage, concat(new byte[9216], second), concat(new byte[3], garbage))) {
            squashArchive(ArchiveDialect.DOCKER_25.members(withUpper(concat(TAR, behind))))
                    .hasTree("base/", "f=F")
                    .warns(Warning.Kind.DATA_BEHIND_END);
        }
    }

    @Test
    void bytesBehindATarAreCountedByDiff() throws IOException {
        ImageBuilder image = withUpper(concat(TAR, "garbage".getBytes(StandardCharsets.US_ASCII)));
        Path archive = ArchiveDialect.DOCKER_25.write(image, directory);
        DiffRequest request = DiffRequest.of(new Source.Archive(archive), new Source.Archive(archive));
        assertEquals(
                List.of("layer 2: \"7 bytes behind byte " + TAR.length
                        + "\": bytes behind the end of the tar, which no engine reads; left out"),
                ImageDiff.run(request, ProgressListener.NONE).before().warnings().stream()
                        .map(tally -> tally.text())
                        .toList());
    }

    @Test
    void aSecondArchiveBehindTheFirstIsWarnedOf() {
        byte[] archive = ArchiveDialect.DOCKER_LEGACY
                .members(image("app:1").layer(TAR, Compression.NONE))
                .toBytes();
        squashArchive(concat(archive, archive)).hasTree("f=F").warns(Warning.Kind.DATA_BEHIND_END);
    }

    @Test
    void aLayerOfAGlobalHeaderAloneIsEmpty() {
        squashArchive(ArchiveDialect.DOCKER_25.members(
                        withUpper(layer().globalPax("comment=0123abcd").toBytes())))
                .hasTree("base/")
                .warns();
    }
}
