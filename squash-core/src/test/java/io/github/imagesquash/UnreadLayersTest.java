// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.filter.Filter;
import io.github.imagesquash.filter.IgnoreList;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ArchiveMembers;
import io.github.imagesquash.fixture.Blobs;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.report.LayerSummary;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.LayerChoice;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Safeguards;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Layers that are kept are not even read where what is merged above them makes the same new layer without them. An upper layer
 * that could mean something else on another base has them read.
 */
class UnreadLayersTest {
    private static final LayerBuilder BASE =
            layer().dir("t/").file("t/a", "A").file("f", "F").symlink("s", "t");

    @TempDir
    Path directory;

    private Path output() {
        return directory.resolve("new.tar");
    }

    private Path write(ImageBuilder image) throws IOException {
        return ArchiveDialect.BUILDX_OCI.write(image, directory);
    }

    private SquashReport run(Path archive, UnaryOperator<SquashRequest> change) throws IOException {
        SquashRequest request = SquashRequest.of(new Source.Archive(archive), new Destination.Archive(output()))
                .withLayers(new LayerChoice.Upper(1))
                .withSafeguards(Safeguards.NONE);
        return Squash.run(change.apply(request), ProgressListener.NONE).only();
    }

    /** Whether the base was read under an upper layer, and that it makes no difference. */
    private boolean isBaseRead(LayerBuilder upper, UnaryOperator<SquashRequest> change) throws IOException {
        Path archive = write(image("app:1").layer(BASE, Compression.GZIP).layer(upper, Compression.GZIP));
        boolean read = run(archive, change).layers().getFirst().read();
        byte[] written = Files.readAllBytes(output());
        run(archive, request -> change.apply(request).withAnalysis(true));
        assertArrayEquals(Files.readAllBytes(output()), written);
        return read;
    }

    private void assertRead(LayerBuilder upper) throws IOException {
        assertTrue(isBaseRead(upper, UnaryOperator.identity()));
    }

    private void assertNotRead(LayerBuilder upper) throws IOException {
        assertFalse(isBaseRead(upper, UnaryOperator.identity()));
    }

    @Test
    void entriesInDirectoriesOfTheirOwnNeedNoBase() throws IOException {
        assertNotRead(
                layer().dir("./").dir("t/").file("t/b", "B").file("f", "other").file("n", "N"));
    }

    @Test
    void aFileInThePlaceOfADirectoryNeedsNoBase() throws IOException {
        assertNotRead(layer().file("t", "T"));
    }

    @Test
    void aDirectoryInThePlaceOfALowerLinkNeedsNoBase() throws IOException {
        assertNotRead(layer().dir("s/").file("s/x", "X"));
    }

    @Test
    void linksAmongOwnFilesNeedNoBase() throws IOException {
        assertNotRead(layer().dir("t/").file("t/b", "B").hardLink("c", "t/b").hardLink("t/a", "c"));
    }

    @Test
    void whiteoutsNeedTheBase() throws IOException {
        assertRead(layer().dir("t/").whiteout("t/a"));
        assertRead(layer().dir("t/").whiteout("t/none"));
        assertRead(layer().dir("t/").opaque("t"));
    }

    @Test
    void aDirectoryThatIsNotDescribedNeedsTheBase() throws IOException {
        assertRead(layer().file("t/b", "B"));
        assertRead(layer().file("t/b", "B").dir("t/"));
    }

    @Test
    void entriesBelowALowerLinkNeedTheBase() throws IOException {
        assertRead(layer().file("s/x", "X"));
    }

    @Test
    void aLinkToALowerFileNeedsTheBase() throws IOException {
        assertRead(layer().hardLink("g", "f"));
    }

    @Test
    void aDirectoryAfterAFileNeedsTheBase() throws IOException {
        assertRead(layer().file("t", "T").dir("t/"));
    }

    @Test
    void filesThatAreLeftOutNeedTheBase() throws IOException {
        assertRead(layer().file("stargz.index.json", "{}"));
    }

    @Test
    void aFilterNeedsTheBase() throws IOException {
        Filter filter = Filter.of(IgnoreList.of("--exclude", List.of("x")));
        assertTrue(isBaseRead(layer().file("x", "X"), request -> request.withFilter(filter)));
    }

    @Test
    void whatAKeptLayerHasOfAnEstargzTableStays() throws IOException {
        ImageBuilder image =
                image("app:1").layer(layer().file("stargz.index.json", "{}")).layer(layer().file("t/a", "A"));
        assertEquals(List.of(), run(write(image), UnaryOperator.identity()).dropped());
    }

    @Test
    void figuresOfUnreadLayersAreUnknown() throws IOException {
        Path archive = write(image("app:1").layer(BASE, Compression.GZIP).layer(layer().file("n", "N")));
        SquashReport report = run(archive, UnaryOperator.identity());
        LayerSummary base = report.layers().getFirst();
        assertEquals(
                List.of(false, true),
                report.layers().stream().map(LayerSummary::read).toList());
        assertTrue(base.storedBytes() > 0);
        assertEquals(List.of(0L, 0L), List.of(base.entries(), base.uncompressedBytes()));
        assertEquals(
                List.of(1, 1), List.of(report.before().unread(), report.after().unread()));
        assertTrue(report.verified());
    }

    @ParameterizedTest
    @EnumSource
    void unreadLayersAreVerifiedByTheirDigestsWhileTheyAreCopied(Compression compression) throws IOException {
        ImageBuilder image = image("app:1").layer(BASE, compression).layer(layer().file("n", "N"));
        byte[] stored = image.layers().getFirst().stored();
        byte[] damaged = stored.clone();
        damaged[stored.length / 2] ^= 1;
        ArchiveMembers members = ArchiveDialect.BUILDX_OCI.members(image);
        Path archive =
                members.file("blobs/sha256/" + Blobs.hex(stored), damaged).write(directory.resolve("damaged.tar"));
        String message = assertThrows(
                        InvalidImageException.class, () -> run(archive, request -> request.withVerify(false)))
                .getMessage();
        assertTrue(message.contains("layer 1 of 2") && message.contains("digest of the blob"), message);
        assertFalse(Files.exists(output()));
    }
}
