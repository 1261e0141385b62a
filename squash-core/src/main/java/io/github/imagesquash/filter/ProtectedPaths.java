// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.PathResolver;
import io.github.imagesquash.tree.RegularFile;
import java.util.Optional;

/**
 * Entries that no rule removes, each with the reason: paths that the config and the start scripts name, and targets of
 * symbolic links that stay; with the whole unit that a rule would remove, see {@link RulePlaces#unitsOf}.
 */
final class ProtectedPaths {
    private static final int EXECUTE = 0111;

    private final PathResolver resolver;
    private final RulePlaces places;
    private final KeptPaths kept;

    ProtectedPaths(FileTree tree, NamedPaths named, RulePlaces places) {
        this.resolver = new PathResolver(tree);
        this.places = places;
        this.kept = new KeptPaths(tree);
        named.all().forEach(this::add);
    }

    /** The reason why no rule removes an entry; empty if a rule may. */
    Optional<Reason> reason(Entry entry) {
        return kept.reason(entry);
    }

    private void add(NamedPath named) {
        Reason reason = named.reason();
        resolver.follow(named.path().bytes()).ifPresent(found -> {
            switch (named.kind()) {
                case FILE -> kept.keep(named.path(), reason);
                case DIRECTORY -> addDirectory(named.path(), found.path(), reason);
                case WHOLE_DIRECTORY -> {
                    if (places.haveOneBelow(found.path())) {
                        addDirectory(named.path(), found.path(), reason);
                    } else {
                        kept.keep(named.path(), reason);
                    }
                }
            }
            places.unitsOf(found.path()).forEach(unit -> kept.keep(unit, reason));
        });
    }

    private void addDirectory(ImagePath named, ImagePath found, Reason reason) {
        if (places.takeAllIn(found)) {
            kept.keep(named, reason);
        } else {
            kept.keepItself(named, reason);
        }
    }

    /**
     * Protects the target of a symbolic link that stays: a file that is not a program alone, everything else with its
     * unit.
     */
    void addTarget(LeadingLinks.Link link) {
        Reason reason = new Reason(link.path(), "symbolic link");
        for (ImagePath unit : places.unitsOf(link.target())) {
            kept.keep(isData(link.inode()) && places.takeSingly(link.target()) ? link.target() : unit, reason);
        }
    }

    /** Protects the links on the way from a link to its target, and the target. */
    void addWay(LeadingLinks.Link link) {
        kept.keep(link.path(), new Reason(link.path(), "symbolic link"));
    }

    /** The number of protected entries. */
    int size() {
        return kept.size();
    }

    private static boolean isData(Inode inode) {
        return inode instanceof RegularFile && (inode.attributes().mode() & EXECUTE) == 0;
    }
}
