// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

import io.github.imagesquash.image.Image;
import io.github.imagesquash.image.Layer;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.tree.FileTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A replay that can stop between layers, to examine or change the tree of that moment. */
public final class ReplaySession implements AutoCloseable {
    private final Image image;
    private final Predicate<Layer> unspooled;
    private final ReadLayers kept = new ReadLayers();
    private final SymlinkParents symlinkParents;
    private final boolean lenient;
    private final MergedTree merged;
    private final Changesets changesets;
    private final Warnings warnings = new Warnings();
    private final List<ReplayedLayer> figures = new ArrayList<>();

    /** Reads one layer. */
    @FunctionalInterface
    interface LayerReader {
        Changeset read(Layer layer) throws IOException;
    }

    ReplaySession(
            Image image,
            Changesets changesets,
            SymlinkParents symlinkParents,
            boolean lenient,
            Predicate<Layer> unspooled,
            ReplayObserver observer) {
        this.image = image;
        this.unspooled = unspooled;
        this.symlinkParents = symlinkParents;
        this.lenient = lenient;
        this.merged = new MergedTree(image.layers().size(), observer);
        this.changesets = changesets;
    }

    /**
     * The tree of the layers up to this one, 1 for the base; 0 gives an empty tree. It is the same instance each time,
     * and a path that the caller removes stays removed unless a later layer has it.
     *
     * @param layer not lower than in the previous call
     * @throws io.github.imagesquash.message.InvalidImageException if one of the layers cannot be replayed
     */
    public FileTree upTo(int layer) throws IOException {
        while (figures.size() < layer) {
            Changeset changeset = changesets.next();
            new ChangesetReplay(merged, changeset, symlinkParents, lenient).apply();
            warnings.addAll(changeset.warnings());
            if (unspooled.test(image.layers().get(figures.size()))) {
                kept.add(image.layers().get(figures.size()), changeset);
            }
            figures.add(ReplayedLayer.of(image.layers().get(figures.size()), changeset));
        }
        return merged.tree();
    }

    /** Applies the remaining layers, and returns all results of the replay. */
    public ReplayResult finish() throws IOException {
        return until(image.layers().size());
    }

    /** As {@link #upTo}, with all results of the replay up to then. */
    public ReplayResult until(int layer) throws IOException {
        FileTree tree = upTo(layer);
        List<ReplayedLayer> layers = figures.stream()
                .map(figure -> figure.withLosses(merged.losses(figure.layer().number())))
                .toList();
        return new ReplayResult(tree, layers, kept, warnings);
    }

    @Override
    public void close() {
        changesets.close();
    }
}
