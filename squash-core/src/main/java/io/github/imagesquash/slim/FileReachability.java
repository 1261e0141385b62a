// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.packages.RawText;
import io.github.imagesquash.purge.PackageRecord;
import io.github.imagesquash.purge.Requirement;
import io.github.imagesquash.slim.Node.OfFile;
import io.github.imagesquash.slim.Node.OfPackage;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Follows links from the roots to single files of packages that stay. What a package has in directories of its own stays
 * with the first of its files that is reached, since a program finds it there without naming it.
 */
final class FileReachability {
    private final FileTree tree;
    private final FileLinks links;
    private final PackageOwners owners;
    private final PackageRelations relations;
    private final Predicate<ImagePath> optional;
    private final SlimData data;
    private final Chains chains;

    /**
     * @param optional whether programs do without a file
     * @param chains has the roots, and receives what they lead to
     */
    FileReachability(
            FileLinks links,
            PackageOwners owners,
            PackageRelations relations,
            SlimData data,
            Predicate<ImagePath> optional,
            Chains chains) {
        this.tree = links.tree();
        this.links = links;
        this.owners = owners;
        this.relations = relations;
        this.data = data;
        this.optional = optional;
        this.chains = chains;
    }

    /**
     * Follows links.
     *
     * @param weakest links between files that are less sure do not count
     */
    void run(Strength weakest) throws IOException {
        for (Optional<Node> next = chains.next(); next.isPresent(); next = chains.next()) {
            switch (next.get()) {
                case Node.Origin _ -> {
                    // needs nothing by itself
                }
                case OfPackage one -> expand(one, weakest);
                case OfFile file -> expand(file, weakest);
            }
        }
    }

    private void expand(OfFile file, Strength weakest) throws IOException {
        Optional<Directory> directory = tree.lookUpDirectory(file.path());
        if (directory.isPresent()) {
            expand(file, directory.get());
            return;
        }
        if (!isGuessed(file) || !data.isSetting(file.path())) {
            // A setting that is only guessed to be read does not show that its package is used; it stays in any case.
            owners.of(file.path())
                    .forEach(one -> chains.reach(file, new OfPackage(one), Strength.PROVEN, "belongs to it"));
        }
        links.follow(file, true, edge -> edge.strength().compareTo(weakest) <= 0 && isCredible(file, edge), chains);
    }

    /**
     * Whether a link counts. A package depends on what it needs. If it is only guessed that a file is needed, it does not lead
     * to packages that have nothing to do with its own, unless it cannot run without them.
     */
    private boolean isCredible(OfFile file, Edge edge) {
        List<PackageRecord> from = owners.of(file.path());
        List<PackageRecord> to = owners.of(edge.target());
        return edge.strength() == Strength.PROVEN
                || from.isEmpty()
                || to.isEmpty()
                || !isGuessed(file)
                || from.stream().anyMatch(one -> to.stream().anyMatch(other -> relations.mayNeed(one, other)));
    }

    private boolean isGuessed(OfFile file) {
        return chains.strength(file).orElse(Strength.PROVEN) == Strength.GUESSED;
    }

    /** A directory that something names stays with everything in it that is not optional. */
    private void expand(OfFile named, Directory top) {
        Deque<ImagePath> left = new ArrayDeque<>(List.of(named.path()));
        while (!left.isEmpty()) {
            ImagePath place = left.pop();
            for (Entry entry : tree.lookUpDirectory(place).orElse(top).sortedEntries()) {
                ImagePath path = place.child(entry.name());
                if (entry.inode() instanceof Directory) {
                    left.push(path);
                } else if (!optional.test(path)) {
                    chains.reach(named, new OfFile(path), Strength.NAMED, "is in it");
                }
            }
        }
    }

    private void expand(OfPackage one, Strength weakest) {
        for (ImagePath path : owners.contents(one.installed()).paths()) {
            if (!data.isShared(path.parent()) && !optional.test(path)) {
                chains.reach(one, new OfFile(path), Strength.GUESSED, "is in a directory of its own");
            }
        }
        if (Strength.DECLARED.compareTo(weakest) <= 0) {
            one.installed().depends().forEach(group -> needModules(one, group));
        }
    }

    /** A program may import a module by a name that it puts together. Its package depends on that of the module. */
    private void needModules(OfPackage one, List<Requirement> alternatives) {
        String how = "depends on " + RawText.shown(alternatives.getFirst().name());
        relations.meeting(one.installed(), alternatives).stream()
                .filter(needed -> owners.contents(needed).paths().stream().anyMatch(ImportLanguage::isModule))
                .forEach(needed -> chains.reach(one, new OfPackage(needed), Strength.DECLARED, how));
    }
}
