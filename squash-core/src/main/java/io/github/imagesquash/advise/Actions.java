// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import io.github.imagesquash.advise.Remedy.Command;
import io.github.imagesquash.advise.Remedy.Kind;
import io.github.imagesquash.analyze.FoundSecrets;
import io.github.imagesquash.analyze.ImageAnalysis;
import io.github.imagesquash.filter.Removal;
import io.github.imagesquash.filter.RulePreview;
import io.github.imagesquash.filter.RuleSet;
import io.github.imagesquash.slim.SlimAttempt;
import io.github.imagesquash.tree.FileTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What squash can do for an image, best first: secrets, then the largest savings. The saving of one action does not
 * depend on the others.
 *
 * @param ranked all actions
 * @param together the best actions in one run; empty if there is only one
 * @param droppable the removals of each set of rules alone, by its name; empty if not all sets were examined
 */
public record Actions(List<Remedy> ranked, Optional<Command> together, Map<String, List<Removal>> droppable) {
    /** For an image that was not examined. */
    public static final Actions NONE = new Actions(List.of(), Optional.empty(), Map.of());

    /** The number of best actions. */
    public static final int BEST = 3;

    /** Programs make these files again at each start, which takes time. */
    private static final Set<String> NOT_RECOMMENDED = Set.of("bytecode");

    public Actions {
        ranked = List.copyOf(ranked);
    }

    /** The best actions, at most {@value #BEST}. */
    public List<Remedy> best() {
        return ranked.stream().limit(BEST).toList();
    }

    /**
     * Ranks the possible actions.
     *
     * @param reclaimable what merging saves of the layers' tars, in bytes; may be below 0
     * @param slim which packages nothing needs
     * @param droppable the removals of each set; if empty, only the largest sets are examined
     */
    public static Actions of(
            ImageAnalysis analysis,
            long reclaimable,
            FoundSecrets secrets,
            FileTree tree,
            RulePreview preview,
            SlimAttempt slim,
            Map<RuleSet, List<Removal>> droppable) {
        List<Remedy> saving = new ArrayList<>();
        long lost = mergeSaves(analysis, reclaimable);
        if (lost > 0) {
            saving.add(UnusedLayers.merge(lost));
        }
        (droppable.isEmpty() ? largest(preview) : droppable)
                .forEach((set, removals) -> drop(set, removals).ifPresent(saving::add));
        slim(slim).ifPresent(saving::add);
        saving.sort(Comparator.comparingLong(Remedy::saves).reversed());
        List<Remedy> ranked =
                new ArrayList<>(SecretRemoval.of(secrets, tree).stream().toList());
        ranked.addAll(saving);
        return new Actions(ranked, together(ranked.stream().limit(BEST).toList(), lost, preview), byName(droppable));
    }

    private static Map<RuleSet, List<Removal>> largest(RulePreview preview) {
        Map<RuleSet, List<Removal>> largest = new LinkedHashMap<>();
        preview.ranked().stream()
                .filter(set -> !NOT_RECOMMENDED.contains(set.name()))
                .limit(BEST)
                .forEach(set -> largest.put(set, preview.together(List.of(set.name()))));
        return largest;
    }

    private static Map<String, List<Removal>> byName(Map<RuleSet, List<Removal>> droppable) {
        Map<String, List<Removal>> byName = new LinkedHashMap<>();
        droppable.forEach((set, removals) -> byName.put(set.name(), removals));
        return byName;
    }

    /** The content that merging all layers saves at least, in bytes: both as files and as tars. */
    static long mergeSaves(ImageAnalysis analysis, long reclaimable) {
        return Math.max(0, Math.min(analysis.lostBytes(), reclaimable));
    }

    /** A run that leaves out a set; empty if that saves nothing, or costs something else. */
    private static Optional<Remedy> drop(RuleSet set, List<Removal> removals) {
        long bytes = bytes(removals);
        return bytes == 0 || NOT_RECOMMENDED.contains(set.name())
                ? Optional.empty()
                : Optional.of(drop(set.name(), "leave out " + set.about(), bytes));
    }

    /** A run that leaves out packages that nothing needs; empty if there are none, or if it is not possible. */
    static Optional<Command> slim(SlimAttempt slim) {
        long bytes = slim.droppedBytes();
        int count = slim.decision().map(found -> found.dropped().size()).orElse(0);
        String packages = count == 1 ? "1 package" : count + " packages";
        return bytes == 0
                ? Optional.empty()
                : Optional.of(new Command(
                        Kind.SLIM,
                        "leave out " + packages + " that nothing in the image leads to",
                        "slim",
                        List.of("--slim"),
                        bytes));
    }

    /** A run that leaves out a set. */
    static Command drop(String set, String text, long bytes) {
        return new Command(Kind.DROP, text, "without-" + set, List.of("--drop", set), bytes);
    }

    static long bytes(List<Removal> removals) {
        return removals.stream().mapToLong(Removal::bytes).sum();
    }

    private static Optional<Command> together(List<Remedy> best, long lost, RulePreview preview) {
        List<String> sets = new ArrayList<>();
        List<String> options = new ArrayList<>();
        Kind kind = Kind.MERGE;
        long unneeded = 0;
        int commands = 0;
        for (Remedy remedy : best) {
            if (remedy instanceof Command command) {
                commands++;
                if (command.kind() == Kind.DROP) {
                    sets.add(command.options().getLast());
                } else {
                    options.addAll(command.options());
                    unneeded += command.kind() == Kind.SLIM ? command.saves() : 0;
                }
                kind = command.kind() == Kind.MERGE ? kind : command.kind();
            }
        }
        if (commands < 2) {
            return Optional.empty();
        }
        if (!sets.isEmpty()) {
            options.addAll(List.of("--drop", String.join(",", sets)));
        }
        // Rules and packages may leave out the same files.
        long saves = lost + Math.max(unneeded, sets.isEmpty() ? 0 : bytes(preview.together(sets)));
        return Optional.of(new Command(kind, "all of these in one run", "small", options, saves));
    }
}
