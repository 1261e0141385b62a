// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.ExecutionParameters;
import io.github.imagesquash.tree.FileTree;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What sets of rules would remove from a tree, which is not changed. */
public final class RulePreview {
    private final Rules rules;
    private final ImageFacts facts;

    private RulePreview(Rules rules, ImageFacts facts) {
        this.rules = rules;
        this.facts = facts;
    }

    /**
     * Reads what protects paths of the image.
     *
     * @param tree the tree; the layers with its contents must be open
     * @param execution what the image runs, which no rule removes
     * @throws IOException if the image cannot be read
     */
    public static RulePreview of(Rules rules, FileTree tree, ExecutionParameters execution) throws IOException {
        return new RulePreview(rules, ImageFacts.of(tree, execution, new Warnings()));
    }

    /** The removals of each set alone, rule by rule, in the order of the sets. */
    public Map<RuleSet, List<Removal>> alone() {
        Map<RuleSet, List<Removal>> preview = new LinkedHashMap<>();
        for (RuleSet set : rules.sets()) {
            preview.put(set, together(List.of(set.name())));
        }
        return preview;
    }

    /**
     * The sets that remove something, those that remove most first. This takes one walk: how much it is was counted for all sets
     * together, and a set alone can remove less.
     */
    public List<RuleSet> ranked() {
        Map<String, Long> bytes = new HashMap<>();
        for (Removal removal : together(rules.sets().stream().map(RuleSet::name).toList())) {
            rules.rules().stream()
                    .filter(rule -> rule.name().equals(removal.cause().name()))
                    .flatMap(rule -> rule.sets().stream())
                    .forEach(set -> bytes.merge(set, removal.bytes(), Long::sum));
        }
        return rules.sets().stream()
                .filter(set -> bytes.getOrDefault(set.name(), 0L) > 0)
                .sorted(Comparator.comparingLong((RuleSet set) -> bytes.getOrDefault(set.name(), 0L))
                        .reversed())
                .toList();
    }

    /** The removals of several sets together: what two of them remove counts once. */
    public List<Removal> together(Collection<String> sets) {
        return new RuleRun(rules.of(sets), facts).decide(List.of(), List.of()).removals();
    }
}
