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

/** Counts the regular files that go from the merged tree, but stay in lower layers that are kept as they are. */
public final class HiddenFiles implements DropListener {
    private final int below;
    private final Set<RegularFile> held = Collections.newSetFromMap(new IdentityHashMap<>());
    private long files;

    /**
     * Has counted nothing yet.
     *
     * @param below how many lower layers are kept; at least 0
     */
    public HiddenFiles(int below) {
        this.below = below;
    }

    /**
     * Counts what kept layers of another image have where something was left out.
     *
     * @param removals what was; of each reason the paths that are listed count
     * @param kept what the layers make
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

    /** How many names of regular files kept layers still hold. */
    public long files() {
        return files;
    }

    /** The content of those that have no name left, in a tree that is now as it will be. */
    public long bytes() {
        return held.stream()
                .filter(file -> file.links() == 0)
                .mapToLong(RegularFile::size)
                .sum();
    }
}
