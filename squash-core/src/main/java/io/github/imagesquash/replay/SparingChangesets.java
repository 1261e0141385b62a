// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.image.Layer;
import io.github.imagesquash.image.LayerRange;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Reads the merged layers first, and the kept ones only if the effect of the merged ones depends on them. As soon as
 * that is known, all others are read in parallel.
 */
final class SparingChangesets implements Changesets {
    private final List<Layer> layers;
    private final LayerRange merged;
    private final ReplaySession.LayerReader reader;
    private final OrderedTasks<Changeset> readers;
    private final List<Changeset> own = new ArrayList<>();
    private boolean keptAreRead;
    private int given;

    private SparingChangesets(Image image, LayerRange merged, ReplaySession.LayerReader reader, int threads) {
        this.layers = image.layers();
        this.merged = merged;
        this.reader = reader;
        this.readers = new OrderedTasks<>(threads);
    }

    /**
     * Reads the merged layers, and decides.
     *
     * @param leftOut paths that will be removed from the merged tree, if they exist
     */
    static SparingChangesets of(
            Image image, LayerRange merged, ReplaySession.LayerReader reader, int threads, Predicate<ImagePath> leftOut)
            throws IOException {
        SparingChangesets changesets = new SparingChangesets(image, merged, reader, threads);
        try {
            changesets.decide(new SelfContainedLayers(leftOut));
            return changesets;
        } catch (IOException | RuntimeException e) {
            changesets.close();
            throw e;
        }
    }

    private void decide(SelfContainedLayers merging) throws IOException {
        submit(merged::includes);
        if (!layers.stream().filter(layer -> !merged.includes(layer)).allMatch(SparingChangesets::isKnown)) {
            readKept();
        }
        for (int i = 0; i < merged.size(); i++) {
            Changeset changeset = readers.next();
            own.add(changeset);
            if (!keptAreRead && !merging.stays(changeset)) {
                readKept();
            }
        }
    }

    private void readKept() {
        keptAreRead = true;
        submit(layer -> !merged.includes(layer));
    }

    private void submit(Predicate<Layer> wanted) {
        layers.stream().filter(wanted).forEach(layer -> readers.submit(() -> reader.read(layer)));
    }

    /** Whether the stored bytes can be verified without decompressing them. */
    private static boolean isKnown(Layer layer) {
        return layer.storedDigest()
                .filter(digest -> layer.compression() != Compression.NONE || digest.equals(layer.diffId()))
                .isPresent();
    }

    @Override
    public Changeset next() throws IOException {
        Layer layer = layers.get(given++);
        if (merged.includes(layer)) {
            return own.get(layer.number() - merged.first());
        }
        return keptAreRead ? readers.next() : Changeset.unread(layer);
    }

    @Override
    public void close() {
        readers.close();
    }
}
