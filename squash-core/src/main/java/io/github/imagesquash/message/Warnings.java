// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.message;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Collects warnings: of each kind the first one and how many there were, so that a layer with a million odd entries does
 * not fill the memory or the screen. Not safe for use by several threads: each layer's reader has its own, and they are
 * added up in layer order.
 */
public final class Warnings {
    private final Map<Warning.Kind, Tally> tallies = new EnumMap<>(Warning.Kind.class);

    /**
     * One kind of warning.
     *
     * @param first the first of its kind, in layer and archive order
     * @param count how many there were, at least 1
     */
    public record Tally(Warning first, long count) {
        /** For people: {@code layer 2: "usr/lib/a": path occurs twice in one layer; the last one counts}. */
        public String text() {
            String where = first.layer() == 0 ? "" : "layer " + first.layer() + ": ";
            String entry = first.entry().isEmpty() ? "" : "\"" + first.entry() + "\": ";
            String more = count == 1 ? "" : String.format(Locale.ROOT, " (%,d times, this is the first)", count);
            return where + entry + first.text() + more;
        }
    }

    /** Adds one warning; {@code layer} is 0 for the archive itself. */
    public void add(Warning.Kind kind, int layer, String entry) {
        merge(new Tally(new Warning(kind, layer, entry), 1));
    }

    /** Adds all that another has collected, as coming after what is here. */
    public void addAll(Warnings later) {
        later.tallies.values().forEach(this::merge);
    }

    /** What was collected, in the order of {@link Warning.Kind}. */
    public List<Tally> tallies() {
        return new ArrayList<>(tallies.values());
    }

    private void merge(Tally tally) {
        tallies.merge(tally.first().kind(), tally, (a, b) -> new Tally(a.first(), a.count() + b.count()));
    }
}
