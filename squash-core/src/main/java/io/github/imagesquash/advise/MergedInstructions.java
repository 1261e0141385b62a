// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import io.github.imagesquash.advise.Finding.Evidence;
import io.github.imagesquash.advise.Remedy.Edit;
import io.github.imagesquash.advise.Remedy.Kind;
import io.github.imagesquash.analyze.Fate;
import io.github.imagesquash.analyze.LayerEntry;
import io.github.imagesquash.dockerfile.Instruction;
import io.github.imagesquash.dockerfile.Keyword;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds instructions that remove what others made. */
final class MergedInstructions {
    private static final int MOST_FINDINGS = 5;

    private MergedInstructions() {}

    /** A layer, and one that removed or replaced a part of it. */
    private record Pair(int made, int undone) {}

    static CheckResult answer(CheckContext subject) {
        Map<Pair, List<LayerEntry>> undone =
                new TreeMap<>(Comparator.comparingInt(Pair::made).thenComparingInt(Pair::undone));
        for (LayerEntry entry : subject.analysis().entries()) {
            int by = undoneBy(entry.fate());
            if (by > entry.layer() && entry.lostBytes() > 0) {
                undone.computeIfAbsent(new Pair(entry.layer(), by), first -> new ArrayList<>())
                        .add(entry);
            }
        }
        List<Finding> findings = undone.entrySet().stream()
                .map(pair -> finding(subject, pair.getKey(), pair.getValue()))
                .sorted(Comparator.comparingLong(Finding::bytes).reversed())
                .limit(MOST_FINDINGS)
                .toList();
        String note = undone.isEmpty()
                ? "no layer deletes or overwrites content of a lower one"
                : undone.size() + (undone.size() == 1 ? " pair" : " pairs") + " of layers undo each other"
                        + (undone.size() > MOST_FINDINGS
                                ? "; the " + MOST_FINDINGS + " that cost most are listed"
                                : "");
        return CheckResult.of(Check.MERGED_INSTRUCTIONS, findings, note);
    }

    private static int undoneBy(Fate fate) {
        return switch (fate) {
            case Fate.Kept _, Fate.Dropped _ -> 0;
            case Fate.Overwritten(int layer) -> layer;
            case Fate.Deleted(int layer) -> layer;
            case Fate.Hidden(int layer) -> layer;
        };
    }

    private static Finding finding(CheckContext subject, Pair pair, List<LayerEntry> entries) {
        List<Evidence> evidence = new ArrayList<>();
        entries.stream()
                .sorted(Comparator.comparingLong(LayerEntry::lostBytes).reversed())
                .forEach(entry -> evidence.add(new Evidence(entry.path().toString(), entry.lostBytes())));
        List<Remedy> remedies = new ArrayList<>();
        long lost = entries.stream().mapToLong(LayerEntry::lostBytes).sum();
        boolean own = pair.made() > subject.baseLayers();
        Instruction made = subject.step(pair.made());
        Instruction by = subject.step(pair.undone());
        if (own && made.is(Keyword.RUN) && by.is(Keyword.RUN)) {
            JoinedRuns.of(subject.inputs().dockerfile(), made, by)
                    .ifPresent(joined ->
                            remedies.add(new Edit(Kind.JOIN_RUNS, JoinedRuns.place(made, by), List.of(joined), lost)));
        }
        remedies.add(UnusedLayers.merge(Math.min(lost, subject.mergeSaves())));
        return new Finding(
                subject.shown(pair.undone()) + " undoes " + subject.shown(pair.made()), lost, evidence, remedies);
    }
}
