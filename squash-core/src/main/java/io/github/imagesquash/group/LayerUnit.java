// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Name;
import java.util.ArrayList;
import java.util.List;

/**
 * The smallest part of a layer: an inode with all its names, a directory without written content, or a whiteout. So no
 * group of hard links is ever split.
 *
 * @param name its first name; for a whiteout the hidden name
 * @param parts its entries, at least one, the first name first
 * @param bytes their maximum size in a tar, without the directories on the way to the first
 */
record LayerUnit(Name name, List<Part> parts, long bytes) {
    LayerUnit {
        parts = List.copyOf(parts);
    }

    /**
     * One of its entries.
     *
     * @param position its index in the plan's entries
     * @param place its directory
     */
    record Part(int position, UnitDirectory place) {}

    /** The directory of its first name. */
    UnitDirectory place() {
        return parts.getFirst().place();
    }

    /** The index of its first name in the plan. */
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
