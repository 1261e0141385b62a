// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.html;

import io.github.imagesquash.analyze.Fate;
import io.github.imagesquash.analyze.LayerEntry;
import io.github.imagesquash.filter.Cause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The table of dropped files by rule. */
final class DropTable {
    private static final Comparator<Cause> ORDER =
            Comparator.comparing(Cause::name).thenComparing(Cause::text);

    private static final Comparator<LayerEntry> LARGEST_FIRST =
            Comparator.comparingLong(LayerEntry::lostBytes).reversed();

    private DropTable() {}

    /** A row for each rule or pattern that dropped something. */
    static Table of(List<LayerEntry> entries) {
        Map<Cause, List<LayerEntry>> dropped = new TreeMap<>(ORDER);
        for (LayerEntry entry : entries) {
            if (entry.fate() instanceof Fate.Dropped(Cause cause)) {
                dropped.computeIfAbsent(cause, _ -> new ArrayList<>()).add(entry);
            }
        }
        dropped.values().forEach(files -> files.sort(LARGEST_FIRST));
        List<Map.Entry<Cause, List<LayerEntry>>> rows = List.copyOf(dropped.entrySet());
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
                                row -> row.getValue().size()),
                        TableColumn.numbers("Size", NumberFormat.BYTES, rows, row -> bytes(row.getValue()))),
                rows.stream()
                        .map(row -> Table.beginning(
                                row.getValue(), entry -> entry.path().toString()))
                        .toList());
    }

    private static long bytes(List<LayerEntry> entries) {
        return entries.stream().mapToLong(LayerEntry::lostBytes).sum();
    }
}
