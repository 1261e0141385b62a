// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.filter.Clause.Effect;
import io.github.imagesquash.filter.PlannedRemovals.Victim;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Walks through a tree once and decides for each name whether it is removed. A directory is removed if it matches and
 * nothing in it stays. A symbolic link is a name like others: its target is not removed with it. An inode's content is
 * removed with the last of its names.
 */
final class FilterWalk {
    static final int STAYS = -1;

    private final List<Clause> clauses;
    private final PatternTable table;
    private final List<RemovalCounter> tallies;
    private final List<Victim> victims = new ArrayList<>();
    private final Map<Inode, Integer> namesGone = new IdentityHashMap<>();
    private final byte[] path = new byte[ImagePath.MAX_LENGTH + 1];

    private FilterWalk(List<Clause> clauses) {
        this.clauses = clauses;
        this.table = PatternTable.of(clauses);
        this.tallies = clauses.stream().map(clause -> new RemovalCounter()).toList();
    }

    /** The removals; the last clause that matches a path counts. */
    static PlannedRemovals through(FileTree tree, List<Clause> clauses) {
        FilterWalk walk = new FilterWalk(clauses);
        if (!clauses.isEmpty()) {
            walk.walk(tree.root(), 0, walk.root(), PatternTable.NOTHING);
        }
        return new PlannedRemovals(walk.removals(), walk.victims, List.of());
    }

    private List<ScopedClause> root() {
        List<ScopedClause> scope = new ArrayList<>();
        for (Clause clause : clauses.subList(0, table.first())) {
            scope.add(new ScopedClause(scope.size(), clause.effect(), false, clause.targets(), clause.except()));
        }
        return scope;
    }

    private List<Removal> removals() {
        List<Removal> removals = new ArrayList<>();
        for (int i = 0; i < clauses.size(); i++) {
            Clause clause = clauses.get(i);
            Removal removal = tallies.get(i).removal(clause.cause());
            if (clause.effect() == Effect.DROP
                    && (removal.paths() > 0 || clause.cause().typed())) {
                removals.add(removal);
            }
        }
        return removals;
    }

    /** Whether the whole content of a directory is removed. */
    private boolean walk(Directory directory, int length, List<ScopedClause> scope, PatternTable.Meaning meaning) {
        boolean empty = true;
        for (Entry entry : directory.sortedEntries()) {
            entry.name().copyTo(path, length);
            empty &= goes(directory, entry, length + entry.name().length(), scope, meaning);
        }
        return empty;
    }

    private boolean goes(
            Directory parent, Entry entry, int length, List<ScopedClause> scope, PatternTable.Meaning above) {
        PatternTable.Meaning meaning = table.meaning(above, path, length);
        int clause = meaning.lastWord(lastWord(length, entry, scope));
        int before = victims.size();
        boolean goes = clause != STAYS;
        if (entry.inode() instanceof Directory directory) {
            List<ScopedClause> inner = inner(length, directory, scope);
            path[length] = '/';
            boolean ends = inner.isEmpty() && table.isEmpty();
            goes = (ends || walk(directory, length + 1, inner, meaning)) && goes;
        }
        if (goes) {
            victims.subList(before, victims.size()).clear();
            victims.add(new Victim(parent, entry, clauses.get(clause).cause()));
            tallies.get(clause).add(path, length, freed(entry.inode()));
        }
        return goes;
    }

    /** The clause that removes a path: of several, the first after the last one that keeps it. */
    private int lastWord(int length, Entry entry, List<ScopedClause> scope) {
        int word = STAYS;
        for (ScopedClause clause : scope) {
            boolean changes = (clause.effect() == Effect.DROP) == (word == STAYS);
            if (changes
                    && clause.means(path, length, entry.inode())
                    && !clauses.get(clause.index()).spared().test(entry)) {
                word = clause.effect() == Effect.DROP ? clause.index() : STAYS;
            }
        }
        return word;
    }

    private List<ScopedClause> inner(int length, Directory directory, List<ScopedClause> scope) {
        List<ScopedClause> inner = new ArrayList<>(scope.size());
        for (ScopedClause clause : scope) {
            ScopedClause there = clause.in(path, length, directory);
            if (there.isAlive()) {
                inner.add(there);
            }
        }
        return inner;
    }

    private long freed(Inode inode) {
        boolean last = inode.links() <= 1 || namesGone.merge(inode, 1, Integer::sum) == inode.links();
        return last ? inode.size() : 0;
    }
}
