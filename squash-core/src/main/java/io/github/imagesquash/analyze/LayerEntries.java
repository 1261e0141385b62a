// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.analyze;

import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Name;
import java.util.ArrayList;
import java.util.List;

/** The entries and deletions of one layer, in the order in which they were reported. */
final class LayerEntries {
    private final List<PendingEntry> entries = new ArrayList<>();
    private final List<DiveLeaves.Whiteout> whiteouts = new ArrayList<>();
    /** Whether the next removal belongs to the last whiteout. */
    private boolean inWhiteout;

    void add(PendingEntry entry) {
        entries.add(entry);
    }

    /** The layer deletes a name of a lower one. */
    void whiteout(ImagePath directory, Name name) {
        whiteouts.add(new DiveLeaves.Whiteout(directory, name, 0));
        inWhiteout = true;
    }

    /** The layer empties a directory of a lower one; for dive that is not a whiteout. */
    void opaque() {
        inWhiteout = false;
    }

    /** Adds the content of an entry below the last removed path. */
    void belowWhiteout(long bytes) {
        if (inWhiteout) {
            whiteouts.addLast(whiteouts.removeLast().with(bytes));
        }
    }

    List<DiveLeaves.Whiteout> whiteouts() {
        return whiteouts;
    }

    List<PendingEntry> booked() {
        return entries;
    }

    /** The entries with their fates. */
    List<LayerEntry> entries() {
        return entries.stream().map(PendingEntry::entry).toList();
    }
}
