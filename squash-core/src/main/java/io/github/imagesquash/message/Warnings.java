// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.message;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Collects warnings: the first one of each kind and the number of that kind, so that a layer with a million unusual
 * entries fills neither the memory nor the screen. Not thread-safe: each layer's reader has its own instance, and these
 * are added up in layer order.
 */
public final class Warnings {
    private final Map<Warning.Kind, Tally> tallies = new EnumMap<>(Warning.Kind.class);

    /**
     * One kind of warning.
     *
     * @param first the first of its kind, in layer and archive order
     * @param count the number of warnings of this kind, at least 1
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

    /** Adds all warnings of another collection, after those of this one. */
    public void addAll(Warnings later) {
        later.tallies.values().forEach(this::merge);
    }

    /** The collected warnings, in the order of {@link Warning.Kind}. */
    public List<Tally> tallies() {
        return new ArrayList<>(tallies.values());
    }

    private void merge(Tally tally) {
        tallies.merge(tally.first().kind(), tally, (a, b) -> new Tally(a.first(), a.count() + b.count()));
    }
}
