package io.github.imagesquash.filter;

import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.RegularFile;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Counts the regular files that go from the merged tree, but stay in lower layers that are kept as they are. */
public final class HiddenFiles implements DropListener {
    private final int below;
    private final Set<Inode> held = Collections.newSetFromMap(new IdentityHashMap<>());
    private long files;
    private long bytes;

    /**
     * Has counted nothing yet.
     *
     * @param below how many lower layers are kept; at least 0
     */
    public HiddenFiles(int below) {
        this.below = below;
    }

    @Override
    public void dropped(Entry entry, Cause cause) {
        if (!(entry.inode() instanceof RegularFile file)) {
            return;
        }
        if (entry.layer() <= below) {
            files++;
            held.add(file);
        }
        // The last name to go may be one that an upper layer added.
        if (file.links() == 0 && held.contains(file)) {
            bytes += file.size();
        }
    }

    /** How many names of regular files kept layers still hold. */
    public long files() {
        return files;
    }

    /** The content of those that have no name left. */
    public long bytes() {
        return bytes;
    }
}
