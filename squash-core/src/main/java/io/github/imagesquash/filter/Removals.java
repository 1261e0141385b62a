package io.github.imagesquash.filter;

import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Name;
import java.util.List;

/** What is to be taken out of a tree: decided, and not yet done. */
public final class Removals {
    private final List<Removal> removals;
    private final List<Victim> victims;

    /** A name that goes, with all that is below it. */
    record Victim(Directory parent, Name name, Cause cause) {}

    Removals(List<Removal> removals, List<Victim> victims) {
        this.removals = List.copyOf(removals);
        this.victims = List.copyOf(victims);
    }

    /** What goes, by reason; a pattern of the user that takes nothing is there too. */
    public List<Removal> removals() {
        return removals;
    }

    /** Whether nothing goes. */
    public boolean isEmpty() {
        return victims.isEmpty();
    }

    /** Takes it out of the tree that it was decided for, which must be as it was then. */
    public void apply(DropListener listener) {
        victims.forEach(victim ->
                victim.parent().remove(victim.name(), gone -> listener.dropped(gone, victim.cause())));
    }
}
