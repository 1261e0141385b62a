// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.purge.PackageRecord;
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
    private final Predicate<ImagePath> optional;
    private final SlimData data;
    private final Chains chains;

    /**
     * @param optional whether programs do without a file
     * @param chains has the roots, and receives what they lead to
     */
    FileReachability(
            FileLinks links, PackageOwners owners, SlimData data, Predicate<ImagePath> optional, Chains chains) {
        this.tree = links.tree();
        this.links = links;
        this.owners = owners;
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
                case OfPackage one -> expand(one);
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
        for (PackageRecord one : owners.of(file.path())) {
            chains.reach(file, new OfPackage(one), Strength.PROVEN, "belongs to it");
        }
        links.follow(file, true, weakest, chains);
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

    private void expand(OfPackage one) {
        for (ImagePath path : owners.contents(one.installed()).paths()) {
            if (!data.isShared(path.parent()) && !optional.test(path)) {
                chains.reach(one, new OfFile(path), Strength.GUESSED, "is in a directory of its own");
            }
        }
    }
}
