// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.analyze;

import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Name;
import java.util.ArrayList;
import java.util.List;

/** What one layer has and what it deletes, in the order in which it was told. */
final class LayerEntries {
    private final List<PendingEntry> entries = new ArrayList<>();
    private final List<DiveLeaves.Whiteout> whiteouts = new ArrayList<>();
    /** Whether what goes next goes with the last whiteout. */
    private boolean inWhiteout;

    void add(PendingEntry entry) {
        entries.add(entry);
    }

    /** The layer deletes a name of a lower one. */
    void whiteout(ImagePath directory, Name name) {
        whiteouts.add(new DiveLeaves.Whiteout(directory, name, 0));
        inWhiteout = true;
    }

    /** The layer empties a directory of a lower one; to dive that is no whiteout. */
    void opaque() {
        inWhiteout = false;
    }

    /** And so much content of an entry below what went last. */
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

    /** The entries with what became of them. */
    List<LayerEntry> entries() {
        return entries.stream().map(PendingEntry::entry).toList();
    }
}
