// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.analyze;

import io.github.imagesquash.compare.FileType;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Name;

/**
 * One entry of a layer's tar, at the path where a container finds it. Whiteouts and the root's own entries are not among
 * them. A million of them are held at once, so directories are shared between their entries.
 *
 * @param directory the directory that it is in
 * @param name its name there
 * @param type what it is
 * @param bytes the content that this entry carries, in bytes; 0 for a hard link, whose content another entry carries, and
 *     for all but files
 * @param lostBytes how much of it no container sees: {@code bytes} when the last name of the content is gone, else 0. A
 *     deleted file of which a hard link is left loses nothing
 * @param layer the layer that has it, 1 for the base
 * @param fate what became of it
 */
public record LayerEntry(
        ImagePath directory, Name name, FileType type, long bytes, long lostBytes, int layer, Fate fate) {

    public LayerEntry {
        if (lostBytes != 0 && lostBytes != bytes || bytes < 0 || layer < 1) {
            throw new IllegalArgumentException(lostBytes + " of " + bytes + " bytes lost in layer " + layer);
        }
    }

    /** The path, made anew for each call. */
    public ImagePath path() {
        return directory.child(name);
    }

    /** The content that is still there, in bytes. */
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
