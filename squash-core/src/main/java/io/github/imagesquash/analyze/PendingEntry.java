// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.analyze;

import io.github.imagesquash.compare.FileType;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.Name;
import io.github.imagesquash.tree.RegularFile;
import java.util.Optional;

/** An entry whose fate is unknown until all layers are replayed. */
final class PendingEntry {
    private final ImagePath directory;
    private final Name name;
    private final Inode inode;
    private final int layer;
    private final boolean carriesContent;
    private Fate fate = Fate.KEPT;

    PendingEntry(ImagePath directory, Entry entry, int layer, boolean carriesContent) {
        this.directory = directory;
        this.name = entry.name();
        this.inode = entry.inode();
        this.layer = layer;
        this.carriesContent = carriesContent;
    }

    ImagePath directory() {
        return directory;
    }

    Name name() {
        return name;
    }

    ImagePath path() {
        return directory.child(name);
    }

    /** Its file, if a container sees it and this entry alone does not stand for the file's content. */
    Optional<RegularFile> linked() {
        boolean isShared = fate == Fate.KEPT && (!carriesContent || inode.links() > 1);
        return isShared && inode instanceof RegularFile file ? Optional.of(file) : Optional.empty();
    }

    /** The size of its content in the layer's tar, in bytes. */
    long bytes() {
        return carriesContent ? inode.size() : 0;
    }

    /** Its content, if its layer's tar has any. */
    Optional<RegularFile> content() {
        return carriesContent && inode instanceof RegularFile file ? Optional.of(file) : Optional.empty();
    }

    /** Whether the content remains after squashing, under any name. */
    boolean survives() {
        return inode.links() > 0;
    }

    void settle(Fate settled) {
        fate = settled;
    }

    /** The entry with its present fate. */
    LayerEntry entry() {
        long lost = inode.links() == 0 ? bytes() : 0;
        return new LayerEntry(directory, name, FileType.of(inode), bytes(), lost, layer, fate);
    }
}
