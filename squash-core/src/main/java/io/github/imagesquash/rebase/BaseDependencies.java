// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.rebase;

import io.github.imagesquash.replay.ReplayObserver;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.Name;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Observes layers being applied to a base, and records the paths of the base on which they depend, and the paths that
 * they write. Full paths are built only for these, because a base may have a million files.
 */
public final class BaseDependencies implements ReplayObserver {
    private final Map<ImagePath, Touched> touched = new TreeMap<>();
    private final Set<ImagePath> written = new HashSet<>();
    private final Map<Entry, Directory> base = new IdentityHashMap<>();
    private final Map<Inode, Entry> files = new IdentityHashMap<>();
    private final Map<Directory, Place> places = new IdentityHashMap<>();
    private int below;
    private boolean begun;

    /**
     * How a layer depends on a path.
     *
     * @param layer the number of the layer among those above the base, 1 for the lowest
     */
    record Touched(BaseDependency touch, int layer) {}

    private record Place(Directory parent, Name name) {}

    /** Begins to record: the tree is that of the base with this number of layers. */
    public void begin(FileTree tree, int layers) {
        below = layers;
        begun = true;
        Deque<Directory> left = new ArrayDeque<>(List.of(tree.root()));
        while (!left.isEmpty()) {
            Directory parent = left.pop();
            for (Entry entry : parent.entries()) {
                base.put(entry, parent);
                if (entry.inode() instanceof Directory directory) {
                    places.put(directory, new Place(parent, entry.name()));
                    left.push(directory);
                } else {
                    files.putIfAbsent(entry.inode(), entry);
                }
            }
        }
    }

    /** Ends: the tree is the whole image's. */
    public void end(FileTree tree) {
        if (tree.rootLayer() > below) {
            touch(ImagePath.ROOT, BaseDependency.DESCRIBES, tree.rootLayer());
        }
    }

    /** The dependencies, by path. */
    Map<ImagePath, Touched> touched() {
        return touched;
    }

    /** The written paths, without parents that no entry describes. */
    Set<ImagePath> written() {
        return written;
    }

    @Override
    public void added(Directory parent, Entry entry) {
        if (!begun) {
            return;
        }
        if (entry.inode() instanceof Directory directory) {
            places.put(directory, new Place(parent, entry.name()));
        }
        ImagePath path = path(parent, entry.name());
        if (entry.layer() == 0) {
            touched.putIfAbsent(path, new Touched(BaseDependency.NEEDS, 0));
            return;
        }
        written.add(path);
        Optional.ofNullable(files.get(entry.inode()))
                .ifPresent(file -> touch(
                        path(Objects.requireNonNull(base.get(file)), file.name()),
                        BaseDependency.LINKS,
                        entry.layer()));
    }

    @Override
    public void describedAgain(Directory parent, Entry entry, int layer) {
        if (begun) {
            ImagePath path = path(parent, entry.name());
            written.add(path);
            if (base.containsKey(entry)) {
                touch(path, BaseDependency.DESCRIBES, layer);
            }
        }
    }

    @Override
    public void gone(Entry entry, Loss loss, int layer) {
        if (base.containsKey(entry)) {
            BaseDependency touch = loss == Loss.REPLACED ? BaseDependency.OVERWRITES : BaseDependency.REMOVES;
            touch(path(base.get(entry), entry.name()), touch, layer);
        }
    }

    private void touch(ImagePath path, BaseDependency touch, int layer) {
        touched.put(path, new Touched(touch, layer - below));
    }

    private ImagePath path(Directory parent, Name name) {
        List<Name> names = new ArrayList<>(List.of(name));
        for (Optional<Place> at = place(parent);
                at.isPresent();
                at = place(at.get().parent())) {
            names.add(at.get().name());
        }
        return new ImagePath(names.reversed());
    }

    /** The place of a directory; the root has none. */
    private Optional<Place> place(Directory directory) {
        return Optional.ofNullable(places.get(directory));
    }
}
