// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.RegularFile;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Counts the regular files that are removed from the merged tree, but stay in kept lower layers. */
public final class HiddenFiles implements DropListener {
    private final int below;
    private final Set<RegularFile> held = Collections.newSetFromMap(new IdentityHashMap<>());
    private long files;

    /**
     * Starts at 0.
     *
     * @param below the number of kept lower layers, at least 0
     */
    public HiddenFiles(int below) {
        this.below = below;
    }

    /**
     * Counts files of another image's kept layers at paths that were left out.
     *
     * @param removals the removals; only listed paths of each reason count
     * @param kept the tree of the layers
     */
    public static HiddenFiles of(List<Removal> removals, FileTree kept) {
        HiddenFiles hidden = new HiddenFiles(0);
        for (Removal removal : removals) {
            for (ImagePath path : removal.first()) {
                if (kept.lookUp(path).orElse(kept.root()) instanceof RegularFile file) {
                    hidden.add(file);
                }
            }
        }
        return hidden;
    }

    @Override
    public void dropped(Entry entry, Cause cause) {
        if (entry.layer() <= below && entry.inode() instanceof RegularFile file) {
            add(file);
        }
    }

    private void add(RegularFile file) {
        files++;
        held.add(file);
    }

    /** The number of names of regular files that kept layers still contain. */
    public long files() {
        return files;
    }

    /** The size of those without a name left, in the final tree. */
    public long bytes() {
        return held.stream()
                .filter(file -> file.links() == 0)
                .mapToLong(RegularFile::size)
                .sum();
    }
}
