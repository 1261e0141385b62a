package io.github.imagesquash.html;

import io.github.imagesquash.analyze.Fate;
import io.github.imagesquash.analyze.LayerEntry;
import io.github.imagesquash.analyze.Tally;
import io.github.imagesquash.filter.Cause;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was dropped by which rule. */
final class DropTable {
    private static final Comparator<Cause> ORDER =
            Comparator.comparing(Cause::name).thenComparing(Cause::text);

    private DropTable() {}

    /** A row for each rule or pattern that something was dropped by. */
    static Table of(List<LayerEntry> entries) {
        Map<Cause, Tally> tallies = new TreeMap<>(ORDER);
        for (LayerEntry entry : entries) {
            if (entry.fate() instanceof Fate.Dropped(Cause cause)) {
                tallies.merge(cause, new Tally(1, entry.lostBytes()), DropTable::sum);
            }
        }
        List<Cause> causes = List.copyOf(tallies.keySet());
        List<Tally> sums = List.copyOf(tallies.values());
        return new Table(
                "Dropped by rule",
                List.of(
                        new Column.Texts(
                                "Rule", causes.stream().map(Cause::name).toList()),
                        new Column.Texts(
                                "What it is about",
                                causes.stream().map(Cause::text).toList()),
                        new Column.Numbers(
                                "Entries",
                                Unit.COUNT,
                                sums.stream().map(Tally::entries).toList()),
                        new Column.Numbers(
                                "Size",
                                Unit.BYTES,
                                sums.stream().map(Tally::bytes).toList())));
    }

    private static Tally sum(Tally one, Tally other) {
        return new Tally(one.entries() + other.entries(), one.bytes() + other.bytes());
    }
}
