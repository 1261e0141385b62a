// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.verify;

import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.compare.LayerOrigins;
import io.github.imagesquash.image.Layer;
import io.github.imagesquash.replay.ReplayResult;
import io.github.imagesquash.replay.ReplayedLayer;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.RegularFile;
import java.time.Instant;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks for each path of the result which layer it comes from. Contents in new layers are compared while they are
 * read. Contents in kept layers are never read, so they have to be at the same place in the same layer as in the
 * source.
 */
final class LayerOriginCheck {
    private final String where;
    private final ReplayResult expected;
    private final KeptLayers kept;
    private final LayerOrigins contents;
    private final Set<FileRegion> newTars = new HashSet<>();
    private final Map<Inode, Integer> newNames = new IdentityHashMap<>();
    private final ReplayResult found;

    /** @param where the name of the archive in messages */
    LayerOriginCheck(String where, ReplayResult expected, ReplayResult found, KeptLayers kept) {
        this.where = where;
        this.expected = expected;
        this.found = found;
        this.kept = kept;
        this.contents = new LayerOrigins(expected, found);
        for (ReplayedLayer layer : found.layers()) {
            if (kept.isNew(layer.layer())) {
                newTars.add(layer.tar());
            }
        }
    }

    /** Fails if a content is in a kept layer, but not at the place of the source. */
    void require() throws VerificationException {
        walk(ImagePath.ROOT, expected.tree().root(), found.tree().root());
    }

    /**
     * Limits the expected times of files in new layers to an instant. A file with a name in a kept layer keeps its
     * time. To be called after {@link #require}.
     */
    void clampTimes(Instant latest) {
        newNames.forEach((inode, names) -> {
            if (names == inode.links()) {
                inode.setAttributes(inode.attributes().notAfter(latest));
            }
        });
        if (isNew(found.tree().rootLayer())) {
            Directory root = expected.tree().root();
            root.setAttributes(root.attributes().notAfter(latest));
        }
    }

    private void walk(ImagePath path, Directory wanted, Directory directory) throws VerificationException {
        for (Entry entry : directory.entries()) {
            Optional<Entry> other = wanted.find(entry.name());
            if (other.isPresent()) {
                compare(path.child(entry.name()), other.get().inode(), entry);
            }
        }
    }

    private void compare(ImagePath path, Inode wanted, Entry entry) throws VerificationException {
        if (isNew(entry.layer())) {
            newNames.merge(wanted, 1, Integer::sum);
        }
        if (wanted instanceof Directory a && entry.inode() instanceof Directory b) {
            walk(path, a, b);
        } else if (wanted instanceof RegularFile a && entry.inode() instanceof RegularFile b) {
            boolean elsewhere = a.size() > 0 && !newTars.contains(b.tar()) && !contents.same(a, b);
            if (elsewhere) {
                throw new VerificationException(where, path + ": its content comes from another layer");
            }
        }
    }

    private boolean isNew(int layer) {
        return layer > 0 && kept.isNew(layerNumbered(layer));
    }

    private Layer layerNumbered(int layer) {
        return found.layers().get(layer - 1).layer();
    }
}
