// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.plan;

import static io.github.imagesquash.fixture.ArchiveSquashing.squashArchive;
import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.Squash;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.edit.ConfigEdit;
import io.github.imagesquash.edit.ConfigEdits;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ArchiveMembers;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Encoding;
import io.github.imagesquash.request.LayerChoice;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Safeguards;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an image loses beside its files is told: names, and layers that labels and annotations speak of. */
class LostReferencesTest {
    private static final byte[] LOWER = layer().dir("a/").toBytes();
    private static final byte[] UPPER = layer().dir("a/").file("a/f", "F").toBytes();

    @TempDir
    Path directory;

    private static ImageBuilder two() {
        return image("app:1").layer(LOWER, Compression.NONE).layer(UPPER, Compression.NONE);
    }

    private static ImageBuilder labelled(String value) {
        return two().config(config ->
                config.withObjectProperty("config").withObjectProperty("Labels").put("ostree.final-diffid", value));
    }

    private static String chain() {
        String both = Digest.sha256Of(LOWER) + " " + Digest.sha256Of(UPPER);
        return Digest.sha256Of(both.getBytes(StandardCharsets.US_ASCII)).toString();
    }

    private List<String> warnings(ImageBuilder image, UnaryOperator<SquashRequest> change) throws IOException {
        Path archive = ArchiveDialect.DOCKER_25.write(image, Files.createTempDirectory(directory, "in"));
        Path out = Files.createTempDirectory(directory, "out").resolve("new.tar");
        SquashRequest request = SquashRequest.of(new Source.Archive(archive), new Destination.Archive(out))
                .withSafeguards(Safeguards.NONE);
        return Squash.run(change.apply(request), ProgressListener.NONE).only().warnings().stream()
                .map(tally -> tally.text())
                .toList();
    }

    @Test
    void labelsWithTheDigestOfALayerThatIsNoMoreAreNamed() throws IOException {
        List<String> values = List.of(
                Digest.sha256Of(UPPER).toString(),
                "{\"runImage\":{\"topLayer\":\"" + Digest.sha256Of(LOWER) + "\"}}",
                Digest.sha256Of(UPPER).hex(),
                chain());
        for (String value : values) {
            assertEquals(
                    List.of("\"ostree.final-diffid\": label with the digest of a layer that no longer exists;"
                            + " --change 'UNSET LABEL ostree.final-diffid' removes it,"
                            + " --change 'LABEL NAME=VALUE' corrects it"),
                    warnings(labelled(value), request -> request));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNSET LABEL ostree.final-diffid", "LABEL ostree.final-diffid=none"})
    void theChangeThatIsNamedMendsIt(String change) throws IOException {
        ConfigEdits edits = new ConfigEdits(ConfigEdit.parse(change), false);
        assertEquals(
                List.of(),
                warnings(labelled(Digest.sha256Of(UPPER).toString()), request -> request.withConfigEdits(edits)));
    }

    @Test
    void labelsWithOtherDigestsAreNotNamed() throws IOException {
        byte[] other = layer().dir("other/").toBytes();
        assertEquals(List.of(), warnings(labelled(Digest.sha256Of(other).toString()), request -> request));
        assertEquals(
                List.of(), warnings(labelled("x" + Digest.sha256Of(UPPER).hex().substring(1)), r -> r));
    }

    @Test
    void labelsWithTheDigestOfAKeptLayerAreNotNamed() throws IOException {
        assertEquals(
                List.of(),
                warnings(
                        labelled(Digest.sha256Of(LOWER).toString()),
                        request -> request.withLayers(new LayerChoice.Upper(1))));
    }

    @Test
    void annotationsAreNamedToo() throws IOException {
        ImageBuilder image =
                two().annotation("org.example.top", Digest.sha256Of(UPPER).toString());
        assertEquals(
                List.of("\"org.example.top\": annotation with the digest of a layer that no longer exists"),
                warnings(image, request -> request));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "App:1",
                "app:tag with spaces",
                "app:-x",
                "app@sha256:0123456789012345678901234567890123456789012345678901234567890123",
                "a//b:1",
                "-app:1"
            })
    void namesThatEnginesDoNotTakeAreNamed(String name) {
        ArchiveMembers archive =
                ArchiveDialect.DOCKER_LEGACY.members(two()).edit("manifest.json", json -> json.replace("app:1", name));
        squashArchive(archive).warns(Warning.Kind.LOST_NAME).isNamed();
        ArchiveMembers oci = ArchiveDialect.PODMAN_OCI
                .members(two())
                .edit("index.json", json -> json.replace("docker.io/library/app:1", name));
        squashArchive(oci).warns(Warning.Kind.LOST_NAME).isNamed();
        squashArchive(archive.toBytes(), request -> request.withTags(List.of(Reference.parse("new:1"))))
                .warns();
    }

    @Test
    void namesThatAreTooLongAreNamed() {
        namesThatEnginesDoNotTakeAreNamed("a".repeat(300) + ":1");
        namesThatEnginesDoNotTakeAreNamed("app:" + "1".repeat(129));
    }

    @Test
    void aTagAloneIsNamedWhereItIsLost() {
        ArchiveMembers oci = ArchiveDialect.PODMAN_OCI
                .members(two())
                .edit("index.json", json -> json.replace("docker.io/library/app:1", "stable"));
        squashArchive(oci).warns(Warning.Kind.LOST_NAME);
    }

    @Test
    void roomIsAskedForBeforeAnythingIsWritten() throws IOException {
        long size = 1L << 50;
        String map = "1\n" + (size - 1) + "\n1\n";
        byte[] hole = layer().paxHeader(
                        "GNU.sparse.major=1",
                        "GNU.sparse.minor=0",
                        "GNU.sparse.name=big",
                        "GNU.sparse.realsize=" + size)
                .file("GNUSparseFile.0/big", map + "\0".repeat(512 - map.length()) + "z")
                .toBytes();
        Path archive = ArchiveDialect.DOCKER_25.write(image("app:1").layer(hole, Compression.NONE), directory);
        for (Compression compression : List.of(Compression.NONE, Compression.GZIP)) {
            for (Destination out : List.of(
                    new Destination.Archive(directory.resolve("new.tar")),
                    new Destination.Dir(directory.resolve("new")),
                    new Destination.Layout(directory.resolve("layout")))) {
                SquashRequest request = SquashRequest.of(new Source.Archive(archive), out)
                        .withSettings(settings ->
                                settings.withLimits(new io.github.imagesquash.message.Limits(Long.MAX_VALUE, 100)))
                        .withEncoding(new Encoding.Chosen(compression, compression.defaultLevel()))
                        .withSafeguards(Safeguards.NONE);
                String message = assertThrows(
                                FileSystemException.class, () -> Squash.run(request, ProgressListener.NONE))
                        .getMessage();
                assertTrue(message.matches(".*: the new layers need [0-9,]{15,} bytes, and [0-9,]+ are free"), message);
                assertFalse(Files.exists(directory.resolve("new.tar")));
                assertFalse(Files.exists(directory.resolve("new")));
                assertFalse(Files.exists(directory.resolve("layout")));
            }
        }
    }
}
