// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.image.Layer;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.tar.EntryType;
import io.github.imagesquash.tar.PaxRecords;
import io.github.imagesquash.tar.TarEntry;
import io.github.imagesquash.tar.TarHeader;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.PathResolver;
import io.github.imagesquash.tree.PathResolver.BelowFile;
import io.github.imagesquash.tree.PathResolver.Found;
import io.github.imagesquash.tree.PathResolver.Missing;
import io.github.imagesquash.tree.PathResolver.Outcome;
import io.github.imagesquash.tree.PathResolver.TooManyLinks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Resolves paths of an image by as few layers as possible, from the uppermost down. The read layers are replayed on an
 * empty tree. A file in that tree is the one of the whole image, because lower layers cannot change what upper ones
 * wrote. A name that is missing there can still come from a lower layer, unless the read layers hide it.
 */
public final class UpperLayersReplay {
    private static final byte[] NO_TARGET = {};

    private final List<Layer> layers;
    private final ReplaySession.LayerReader reader;
    private final SymlinkParents symlinkParents;
    private final boolean lenient;
    private final int threads;
    /** Of the layers that were read, the lowest first. */
    private final List<Changeset> read = new ArrayList<>();

    private Optional<FileTree> tree = Optional.empty();

    UpperLayersReplay(
            List<Layer> layers,
            ReplaySession.LayerReader reader,
            SymlinkParents symlinkParents,
            boolean lenient,
            int threads) {
        this.layers = layers;
        this.reader = reader;
        this.symlinkParents = symlinkParents;
        this.lenient = lenient;
        this.threads = threads;
    }

    /**
     * Where a path leads in the whole image. Links are followed.
     *
     * @throws InvalidImageException if one of the layers that decide about it cannot be read or replayed
     */
    public Outcome follow(byte[] path) throws IOException {
        while (true) {
            if (tree.isEmpty()) {
                tree = replay();
            }
            if (tree.isPresent()) {
                Outcome outcome = new PathResolver(tree.get()).outcome(path, true);
                if (isComplete() || isDecided(outcome)) {
                    return outcome;
                }
            }
            readMore();
        }
    }

    private boolean isComplete() {
        return read.size() == layers.size();
    }

    /**
     * Reads the next lower layer, and those directly below it of which only the headers are read. The meaning of a
     * link's path may depend on all layers if links of lower layers are followed.
     */
    private void readMore() throws IOException {
        List<Layer> next = new ArrayList<>();
        for (Layer layer : layers.subList(0, layers.size() - read.size()).reversed()) {
            if (!next.isEmpty() && !isCheap(layer) && symlinkParents != SymlinkParents.FOLLOW) {
                break;
            }
            next.add(layer);
        }
        try (Changesets changesets = Changesets.reading(next, reader, threads)) {
            for (Layer _ : next) {
                read.addFirst(changesets.next());
            }
        }
        tree = Optional.empty();
    }

    private static boolean isCheap(Layer layer) {
        return layer.compression() == Compression.NONE && layer.blob() instanceof FileRegion;
    }

    /** The tree of the read layers; empty if they cannot be replayed alone, as with a hard link to a lower layer. */
    private Optional<FileTree> replay() throws InvalidImageException {
        if (isComplete()) {
            return Optional.of(merged(read, lenient));
        }
        try {
            return read.isEmpty() ? Optional.empty() : Optional.of(merged(read, false));
        } catch (InvalidImageException e) {
            return Optional.empty();
        }
    }

    private FileTree merged(List<Changeset> changesets, boolean forgiving) throws InvalidImageException {
        MergedTree merged = new MergedTree(layers.size(), ReplayObserver.NONE);
        for (Changeset changeset : changesets) {
            new ChangesetReplay(merged, changeset, symlinkParents, forgiving).apply();
        }
        return merged.tree();
    }

    private boolean isDecided(Outcome outcome) {
        return switch (outcome) {
            case Found _, BelowFile _, TooManyLinks _ -> true;
            case Missing missing -> isHidden(missing.path());
        };
    }

    /** Whether the read layers hide a file with this path in the layer below them: it is tried. */
    private boolean isHidden(ImagePath path) {
        int below = read.getFirst().layer() - 1;
        TarHeader file =
                new TarHeader(path.bytes(), EntryType.REGULAR, 0, 0, 0, 0, 0, 0, NO_TARGET, 0, 0, PaxRecords.EMPTY);
        List<TarEntry> additions = List.of(new TarEntry(file, 0, List.of()));
        Changeset lower = new Changeset(
                below,
                "",
                List.of(),
                additions,
                Map.of(),
                read.getFirst().tar(),
                additions.size(),
                true,
                new Warnings());
        List<Changeset> all = new ArrayList<>(List.of(lower));
        all.addAll(read);
        try {
            return merged(all, false).lookUp(path).isEmpty();
        } catch (InvalidImageException e) {
            return false;
        }
    }
}
