// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.tree.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts the files that rules would have removed if nothing had named them. */
final class SparedPathCounter {
    private final Set<Entry> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Reason, Long> counts = new LinkedHashMap<>();

    /** Adds an entry that a rule matches; it counts only once. */
    void add(Entry entry, Reason reason) {
        if (seen.add(entry)) {
            counts.merge(reason, 1L, Long::sum);
        }
    }

    /** The counts, in the order of the tree. */
    List<SparedPath> all() {
        List<SparedPath> all = new ArrayList<>();
        counts.forEach((reason, paths) -> all.add(new SparedPath(reason, paths)));
        return all;
    }
}
