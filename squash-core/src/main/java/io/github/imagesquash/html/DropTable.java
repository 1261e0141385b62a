// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.html;

import io.github.imagesquash.analyze.EntryTotals;
import io.github.imagesquash.analyze.Fate;
import io.github.imagesquash.analyze.LayerEntry;
import io.github.imagesquash.filter.Cause;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The table of dropped files by rule. */
final class DropTable {
    private static final Comparator<Cause> ORDER =
            Comparator.comparing(Cause::name).thenComparing(Cause::text);

    private DropTable() {}

    /** A row for each rule or pattern that dropped something. */
    static Table of(List<LayerEntry> entries) {
        Map<Cause, EntryTotals> tallies = new TreeMap<>(ORDER);
        for (LayerEntry entry : entries) {
            if (entry.fate() instanceof Fate.Dropped(Cause cause)) {
                tallies.merge(cause, new EntryTotals(1, entry.lostBytes()), DropTable::sum);
            }
        }
        List<Map.Entry<Cause, EntryTotals>> rows = List.copyOf(tallies.entrySet());
        return new Table(
                "Dropped by rule",
                List.of(
                        TableColumn.texts("Rule", rows, row -> row.getKey().name()),
                        TableColumn.texts(
                                "Description", rows, row -> row.getKey().text()),
                        TableColumn.numbers(
                                "Entries",
                                NumberFormat.COUNT,
                                rows,
                                row -> row.getValue().entries()),
                        TableColumn.numbers(
                                "Size",
                                NumberFormat.BYTES,
                                rows,
                                row -> row.getValue().bytes())));
    }

    private static EntryTotals sum(EntryTotals one, EntryTotals other) {
        return new EntryTotals(one.entries() + other.entries(), one.bytes() + other.bytes());
    }
}
