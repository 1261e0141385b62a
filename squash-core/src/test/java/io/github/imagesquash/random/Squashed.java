// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.Squash;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.WrittenArchive;
import io.github.imagesquash.group.Grouping;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.replay.SymlinkParents;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Encoding;
import io.github.imagesquash.request.LayerChoice;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.ReplayRules;
import io.github.imagesquash.request.Safeguards;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What the product makes of an image: an archive, or a refusal.
 *
 * @param archive the whole output; empty if refused
 * @param unread how many layers were kept without being read
 * @param refusal the message; empty if not
 */
record Squashed(byte[] archive, int unread, String refusal) {

    static Squashed of(RandomImage image) {
        return of(image, SymlinkParents.OVERLAY);
    }

    static Squashed of(RandomImage image, SymlinkParents rule) {
        return of(ArchiveDialect.DOCKER_LEGACY.members(image.builder("app:1")).toBytes(), rule, new LayerChoice.All());
    }

    /** With some of the layers merged, and the others kept as they were compressed, and read only if that is needed. */
    static Squashed of(RandomImage image, SymlinkParents rule, LayerChoice layers) {
        return of(image, rule, layers, Grouping.ONE);
    }

    /** With some of the layers merged and divided, and the others kept as they were compressed. */
    static Squashed of(RandomImage image, SymlinkParents rule, LayerChoice layers, Grouping grouping) {
        byte[] archive =
                ArchiveDialect.BUILDX_DOCKER.members(image.builder("app:1")).toBytes();
        return of(archive, rule, request -> request.withLayers(layers).withGrouping(grouping));
    }

    /** The same, with the kept layers read in any case. */
    static Squashed readingAll(RandomImage image, SymlinkParents rule, LayerChoice layers, Grouping grouping) {
        byte[] archive =
                ArchiveDialect.BUILDX_DOCKER.members(image.builder("app:1")).toBytes();
        return of(
                archive,
                rule,
                request -> request.withLayers(layers).withGrouping(grouping).withAnalysis(true));
    }

    /** Divided into several layers. */
    static Squashed of(RandomImage image, Grouping grouping) {
        return of(image, SymlinkParents.OVERLAY, new LayerChoice.All(), grouping);
    }

    private static Squashed of(byte[] archive, SymlinkParents rule, LayerChoice layers) {
        return of(archive, rule, request -> request.withLayers(layers));
    }

    private static Squashed of(byte[] archive, SymlinkParents rule, UnaryOperator<SquashRequest> change) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SquashRequest request = SquashRequest.of(
                        new Source.Stream(new ByteArrayInputStream(archive), "old.tar"), new Destination.Stream(out))
                .withSafeguards(Safeguards.NONE)
                .withSettings(settings -> settings.withReplay(new ReplayRules(rule, false)))
                .withEncoding(new Encoding.Chosen(Compression.NONE, 0));
        try {
            SquashReport report =
                    Squash.run(change.apply(request), ProgressListener.NONE).only();
            return new Squashed(out.toByteArray(), report.before().unread(), "");
        } catch (InvalidImageException e) {
            return new Squashed(new byte[0], 0, e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** This result, squashed itself. */
    Squashed again() {
        return of(archive, SymlinkParents.OVERLAY, new LayerChoice.All());
    }

    /**
     * What is wrong, as the model refuses the image.
     *
     * @throws Refused if it is refused here too, so that nothing is wrong, and nothing compared
     */
    String differenceFrom(Refused model) {
        if (isRefused()) {
            throw model;
        }
        return "not refused, but by the model: " + model.getMessage();
    }

    boolean isRefused() {
        return !refusal.isEmpty();
    }

    /** The bytes of the only layer. */
    byte[] layer() {
        return layers().getFirst();
    }

    /** The bytes of all layers as stored, base first. */
    List<byte[]> layers() {
        assertEquals("", refusal, "refused");
        try {
            WrittenArchive written = WrittenArchive.of(archive);
            List<byte[]> layers = new ArrayList<>();
            written.manifest().get("layers").forEach(descriptor -> layers.add(written.blob(descriptor)));
            return layers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the only layer has in it, each entry taken as it stands. */
    ModelTree tree() {
        return ModelTree.of(List.of(new RandomLayer(CanonicalTar.entries(layer()))));
    }
}
