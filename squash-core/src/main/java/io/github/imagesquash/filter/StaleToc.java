// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Name;
import io.github.imagesquash.tree.RegularFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Drops the files that eStargz adds to the root of each layer: a table of the layer's contents and the landmarks for
 * prefetching. They describe layers that no longer exist.
 *
 * @see <a href="https://github.com/containerd/stargz-snapshotter/blob/main/docs/estargz.md">eStargz</a>
 */
public final class StaleToc {
    private static final Cause CAUSE =
            new Cause("estargz", "table of contents of a layer that no longer exists", false);
    private static final List<Name> NAMES =
            List.of(Name.of(".no.prefetch.landmark"), Name.of(".prefetch.landmark"), Name.of("stargz.index.json"));

    private StaleToc() {}

    /** Whether a path is that of such a file. */
    public static boolean isPlace(ImagePath path) {
        return path.names().size() == 1 && NAMES.contains(path.last());
    }

    /**
     * Removes the files from the tree; files with the same names outside the root are kept.
     *
     * @param below the number of kept lower layers; their files still describe them, and stay
     */
    public static List<Removal> drop(FileTree tree, int below, DropListener listener) {
        Directory root = tree.root();
        List<ImagePath> dropped = new ArrayList<>();
        long bytes = 0;
        for (Name name : NAMES) {
            Optional<Entry> entry =
                    root.find(name).filter(found -> found.inode() instanceof RegularFile && found.layer() > below);
            if (entry.isPresent()) {
                Entry file = entry.get();
                root.remove(name, gone -> listener.dropped(gone, CAUSE));
                bytes += file.inode().links() == 0 ? file.inode().size() : 0;
                dropped.add(ImagePath.ROOT.child(name));
            }
        }
        return dropped.isEmpty() ? List.of() : List.of(new Removal(CAUSE, dropped.size(), bytes, dropped));
    }
}
