// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.blob.AbsentBlob;
import io.github.imagesquash.blob.Blob;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.blob.DecodeRules;
import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.image.Layer;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.History;
import io.github.imagesquash.oci.LayerFormat;
import io.github.imagesquash.tar.ForeignFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the layers of a chosen image and sorts them into the order of the config's diff IDs. */
final class LayerStack {
    /** More than any engine mounts; each compressed one costs an open file. */
    private static final int MAX_LAYERS = 4096;

    private static final DecodeRules LENIENT = new DecodeRules(true, () -> {});

    private final String where;
    private final Candidate.Stored image;
    private final boolean mayLack;
    private final List<Digest> diffIds;

    /** A layer that was found. */
    private record Found(StoredLayer stored, Blob blob, Compression compression) {}

    /**
     * @param where the name of the archive in messages
     * @param mayLack whether any layer may be missing as long as it is not read, not only those that may not be
     *     distributed
     */
    LayerStack(String where, Candidate.Stored image, boolean mayLack) {
        this.where = where;
        this.image = image;
        this.mayLack = mayLack;
        this.diffIds = image.config().diffIds();
    }

    /**
     * The layers, base first.
     *
     * @param warnings receives one if the manifest had them in another order
     * @throws InvalidImageException if there are more or fewer than diff IDs, or one is missing
     */
    List<Layer> layers(Warnings warnings) throws IOException {
        requireTars();
        if (image.layers().size() != diffIds.size()) {
            throw InvalidImageException.mismatch(
                    where,
                    image.label() + ": number of layers",
                    diffIds.size() + " as in the config",
                    image.layers().size());
        }
        if (diffIds.size() > MAX_LAYERS) {
            throw new InvalidImageException(
                    where, image.label() + ": " + diffIds.size() + " layers; at most " + MAX_LAYERS + " are read");
        }
        List<Found> found = new ArrayList<>();
        for (StoredLayer layer : image.layers()) {
            found.add(find(layer, found.size()));
        }
        List<Found> ordered = inOrderOfDiffIds(found);
        if (!ordered.equals(found)) {
            warnings.add(Warning.Kind.REORDERED_LAYERS, 0, image.label());
        }
        return numbered(ordered);
    }

    /** By the manifest, before any layer is searched for. */
    void requireTars() throws InvalidImageException {
        for (int i = 0; i < image.layers().size(); i++) {
            StoredLayer layer = image.layers().get(i);
            LayerFormat.requireTar(layer.mediaType(), layer.annotations(), whereOf(i));
        }
    }

    private Found find(StoredLayer layer, int index) throws IOException {
        Optional<Blob> blob = layer.find();
        if (blob.isEmpty()) {
            AbsentBlob absent = layer.absent(whereOf(index));
            if (!mayLack && !layer.mayBeAbsent()) {
                throw new InvalidImageException(absent.where(), absent.reason());
            }
            return new Found(layer, absent, Compression.named(layer.mediaType().text()));
        }
        byte[] head = blob.get().head(ArchiveFormat.HEAD);
        Compression compression = Compression.detect(head, head.length, whereOf(index));
        if (blob.get() instanceof FileRegion region) {
            requireTar(region, compression, whereOf(index));
        }
        return new Found(layer, blob.get(), compression);
    }

    /** By the first bytes, because a kept layer may never be read; the reader finds other faults. */
    private static void requireTar(FileRegion blob, Compression compression, String where) throws IOException {
        Optional<String> format;
        try (InputStream in = compression.decompress(blob.stream(), LENIENT, where)) {
            format = ForeignFormat.insteadOfTar(in.readNBytes(ForeignFormat.REACH));
        } catch (InvalidImageException _) {
            return;
        }
        if (format.isPresent()) {
            throw new InvalidImageException(where, "expected a tar, found " + format.get());
        }
    }

    /**
     * Docker 25.0.0 wrote the layers of its manifests in random order. The digest of a layer that is not compressed is
     * its diff ID, so if no layer is compressed and all digests are right, the order is known. Otherwise it stays, and
     * the replay finds the fault.
     */
    private List<Found> inOrderOfDiffIds(List<Found> found) {
        List<Found> rest = new ArrayList<>(found);
        List<Found> ordered = new ArrayList<>();
        for (Digest diffId : diffIds) {
            Optional<Found> next = rest.stream()
                    .filter(layer -> layer.compression() == Compression.NONE
                            && layer.stored().storedDigests().contains(diffId))
                    .findFirst();
            if (next.isEmpty()) {
                return found;
            }
            rest.remove(next.get());
            ordered.add(next.get());
        }
        return ordered;
    }

    private List<Layer> numbered(List<Found> found) {
        List<String> createdBy = createdBy();
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            Found layer = found.get(i);
            layers.add(new Layer(
                    i + 1,
                    whereOf(i),
                    diffIds.get(i),
                    layer.stored().storedDigests(),
                    layer.blob(),
                    layer.compression(),
                    layer.stored().mediaType(),
                    layer.stored().urls(),
                    layer.stored().annotations(),
                    createdBy.get(i)));
        }
        return layers;
    }

    /**
     * The history's steps that made layers; empty if their number differs from that of the layers, because then none
     * can be matched.
     */
    private List<String> createdBy() {
        List<String> steps = image.config().history().stream()
                .filter(step -> !step.emptyLayer())
                .map(History::createdBy)
                .toList();
        return steps.size() == diffIds.size()
                ? steps
                : diffIds.stream().map(diffId -> "").toList();
    }

    private String whereOf(int index) {
        if (index >= diffIds.size()) {
            return where + ": layer " + (index + 1) + ", which the config does not list";
        }
        return where + ": layer " + (index + 1) + " of " + diffIds.size() + " ("
                + diffIds.get(index).shortForm() + ")";
    }
}
