package io.github.imagesquash.group;

import java.util.List;

/**
 * A layer as it will be written: decided before any byte is.
 *
 * @param entries in the order of the tar: parents before children, a content before the links to it; may be empty
 */
public record LayerPlan(List<PlannedEntry> entries) {
    public LayerPlan {
        entries = List.copyOf(entries);
    }
}
