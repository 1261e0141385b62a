// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Name;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes into a layer as a whole: an inode with all its names, a directory of whose content nothing is written, or a
 * whiteout. So no group of hard links is ever split.
 *
 * @param name its first name; of a whiteout the one that is hidden
 * @param parts its entries, at least one, the first name first
 * @param bytes what they take in a tar at most, without the directories on the way to the first
 */
record LayerUnit(Name name, List<Part> parts, long bytes) {
    LayerUnit {
        parts = List.copyOf(parts);
    }

    /**
     * One of its entries.
     *
     * @param position which of the plan's entries it is
     * @param place the directory it is in
     */
    record Part(int position, UnitDirectory place) {}

    /** The directory of its first name. */
    UnitDirectory place() {
        return parts.getFirst().place();
    }

    /** Where its first name stands in the plan. */
    int position() {
        return parts.getFirst().position();
    }

    /** The path of its first name. */
    ImagePath path() {
        return place().path().child(name);
    }

    /** The same with one more entry. */
    LayerUnit with(Part part, long more) {
        List<Part> longer = new ArrayList<>(parts);
        longer.add(part);
        return new LayerUnit(name, longer, bytes + more);
    }
}
