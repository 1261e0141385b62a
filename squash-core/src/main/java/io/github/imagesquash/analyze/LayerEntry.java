// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.analyze;

import io.github.imagesquash.compare.FileType;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Name;

/**
 * One entry of a layer's tar, with its path in a container. Whiteouts and the root's own entries are not included. A
 * million of them are in memory at once, so entries share their directories.
 *
 * @param directory its directory
 * @param name its name there
 * @param type its type
 * @param bytes size of the content of this entry, in bytes; 0 for a hard link, whose content belongs to another entry,
 *     and for everything except files
 * @param lostBytes the part of it that no container sees: {@code bytes} if no name of the content is left, otherwise 0.
 *     A deleted file of which a hard link is left loses nothing
 * @param layer the layer that contains it, 1 for the base
 * @param fate its fate
 */
public record LayerEntry(
        ImagePath directory, Name name, FileType type, long bytes, long lostBytes, int layer, Fate fate) {

    public LayerEntry {
        if (lostBytes != 0 && lostBytes != bytes || bytes < 0 || layer < 1) {
            throw new IllegalArgumentException(lostBytes + " of " + bytes + " bytes lost in layer " + layer);
        }
    }

    /** The path, built for each call. */
    public ImagePath path() {
        return directory.child(name);
    }

    /** The size of the remaining content, in bytes. */
    public long keptBytes() {
        return bytes - lostBytes;
    }

    /** Whether the layers alone let a container see it, dropped or not. */
    public boolean isVisible() {
        return switch (fate) {
            case Fate.Kept _, Fate.Dropped _ -> true;
            case Fate.Overwritten _, Fate.Deleted _, Fate.Hidden _ -> false;
        };
    }
}
