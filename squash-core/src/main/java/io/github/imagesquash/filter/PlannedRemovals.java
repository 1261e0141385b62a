// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import java.util.List;

/** What is to be taken out of a tree: decided, and not yet done. */
public final class PlannedRemovals {
    private final List<Removal> removals;
    private final List<Victim> victims;
    private final List<SparedPath> spared;

    /** A name that goes, with all that is below it. */
    record Victim(Directory parent, Entry entry, Cause cause) {}

    PlannedRemovals(List<Removal> removals, List<Victim> victims, List<SparedPath> spared) {
        this.removals = List.copyOf(removals);
        this.victims = List.copyOf(victims);
        this.spared = List.copyOf(spared);
    }

    /** The same, and what rules did not take for its being named. */
    PlannedRemovals sparing(List<SparedPath> named) {
        return new PlannedRemovals(removals, victims, named);
    }

    /** What rules would have taken, had it not been named, by reason. */
    public List<SparedPath> spared() {
        return spared;
    }

    /** What goes, by reason; a pattern of the user that takes nothing is there too. */
    public List<Removal> removals() {
        return removals;
    }

    /** Whether nothing goes. */
    public boolean isEmpty() {
        return victims.isEmpty();
    }

    /** The names that go, each with all that is below it. */
    List<Victim> victims() {
        return victims;
    }

    /** Takes it out of the tree that it was decided for, which must be as it was then. */
    public void apply(DropListener listener) {
        victims.forEach(victim ->
                victim.parent().remove(victim.entry().name(), gone -> listener.dropped(gone, victim.cause())));
    }
}
