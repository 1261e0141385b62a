// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import java.util.ArrayList;
import java.util.List;

/** The planned removals from a tree. */
public final class PlannedRemovals {
    private final List<Removal> removals;
    private final List<Victim> victims;
    private final List<SparedPath> spared;

    /** A name to remove, with everything below it. */
    record Victim(Directory parent, Entry entry, Cause cause) {}

    PlannedRemovals(List<Removal> removals, List<Victim> victims, List<SparedPath> spared) {
        this.removals = List.copyOf(removals);
        this.victims = List.copyOf(victims);
        this.spared = List.copyOf(spared);
    }

    /** The same, with the paths that rules spared because something names them. */
    PlannedRemovals sparing(List<SparedPath> named) {
        return new PlannedRemovals(removals, victims, named);
    }

    /** The files that rules would have removed if nothing had named them, by reason. */
    public List<SparedPath> spared() {
        return spared;
    }

    /** The same, with sets of rules that match nothing. */
    PlannedRemovals withUnmatched(List<RuleSet> sets) {
        List<Removal> all = new ArrayList<>(removals);
        sets.forEach(set -> all.add(new Removal(new Cause(set.name(), "--drop", true), 0, 0, List.of())));
        return new PlannedRemovals(all, victims, spared);
    }

    /** The removals, by reason, including a user's pattern, and a set of rules, that matches nothing. */
    public List<Removal> removals() {
        return removals;
    }

    /** Whether nothing is removed. */
    public boolean isEmpty() {
        return victims.isEmpty();
    }

    /** The names to remove, each with everything below it. */
    List<Victim> victims() {
        return victims;
    }

    /** Removes them from the tree for which they were planned, which must be unchanged. */
    public void apply(DropListener listener) {
        victims.forEach(victim ->
                victim.parent().remove(victim.entry().name(), gone -> listener.dropped(gone, victim.cause())));
    }
}
