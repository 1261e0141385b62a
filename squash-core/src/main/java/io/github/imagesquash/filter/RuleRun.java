// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.filter.PlannedRemovals.Victim;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.PathResolver;
import io.github.imagesquash.tree.RegularFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what rules remove. A symbolic link that stays protects its target, which may again contain links; so the walk
 * is repeated until nothing more is protected.
 */
final class RuleRun {
    /** Chains of links through removed paths are short; a longer one causes a warning. */
    private static final int MOST_WALKS = 20;

    private final ImageFacts facts;
    private final List<Rule> rules;
    private final List<Protection> protections;
    private final RulePlaces places;
    private final ProtectedPaths protectedPaths;
    private SparedPathCounter spared = new SparedPathCounter();

    RuleRun(Rules rules, ImageFacts facts) {
        this.facts = facts;
        this.rules = rules.rules().stream().filter(facts::allow).toList();
        this.protections = rules.protections();
        this.places = new RulePlaces(this.rules);
        this.protectedPaths = new ProtectedPaths(facts.tree(), facts.named(), places);
    }

    /**
     * The removals by rules and by other clauses.
     *
     * @param before clauses before the rules
     * @param after clauses after the rules, which take precedence
     */
    PlannedRemovals decide(List<Clause> before, List<Clause> after) {
        PlannedRemovals removals = walk(before, after);
        for (int i = 1; i < MOST_WALKS && protectTargets(removals); i++) {
            removals = walk(before, after);
        }
        return removals;
    }

    private PlannedRemovals walk(List<Clause> before, List<Clause> after) {
        spared = new SparedPathCounter();
        List<Clause> clauses = new ArrayList<>(before);
        if (!rules.isEmpty()) {
            rules.forEach(rule ->
                    clauses.add(rule.clause(facts.named().languages()).sparing(entry -> isSpared(rule, entry))));
            protections.forEach(protection -> clauses.add(protection.clause()));
        }
        clauses.addAll(after);
        PlannedRemovals walked = FilterWalk.through(facts.tree(), clauses);
        return walked.sparing(spared.all());
    }

    /** An empty file exists for its name and its owner, and removing it saves nothing. */
    private boolean isSpared(Rule rule, Entry entry) {
        if (entry.inode() instanceof RegularFile file && file.size() == 0
                || rule.asksForOwners() && !facts.owned().mayGo(entry)
                || rule.takesSingleFiles() && facts.licences().isNeeded(entry)) {
            return true;
        }
        Optional<Reason> reason = protectedPaths.reason(entry);
        reason.ifPresent(why -> spared.add(entry, why));
        return reason.isPresent();
    }

    /** Protects the targets of links that stay; returns whether anything is new. */
    private boolean protectTargets(PlannedRemovals removals) {
        int before = protectedPaths.size();
        Set<Entry> gone = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<Entry> goneByRules = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Victim victim : removals.victims()) {
            gone.add(victim.entry());
            if (!victim.cause().typed()) {
                goneByRules.add(victim.entry());
            }
        }
        PathResolver staying = new PathResolver(facts.tree(), entry -> !gone.contains(entry));
        PathResolver withoutRules = new PathResolver(facts.tree(), entry -> !goneByRules.contains(entry));
        for (LeadingLinks.Link link : facts.links().all()) {
            if (staying.find(link.path().bytes()).isPresent() && !leadsToLicence(link)) {
                protectedPaths.addTarget(link);
                if (withoutRules.follow(link.path().bytes()).isEmpty()) {
                    protectedPaths.addWay(link);
                }
            }
        }
        return protectedPaths.size() > before;
    }

    /** Such a link in a directory of rules stays only because of the licence. */
    private boolean leadsToLicence(LeadingLinks.Link link) {
        return facts.licences().isNeeded(link.entry())
                && !places.unitsOf(link.path()).isEmpty();
    }
}
