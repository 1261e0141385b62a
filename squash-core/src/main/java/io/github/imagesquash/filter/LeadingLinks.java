// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.PathResolver;
import io.github.imagesquash.tree.Symlink;
import java.util.ArrayList;
import java.util.List;

/** The symbolic links of a tree that lead to a file. */
final class LeadingLinks {
    private final List<Link> links = new ArrayList<>();

    /**
     * A link.
     *
     * @param path its path
     * @param entry its name
     * @param target its target, after following all links
     * @param inode the inode of the target
     */
    record Link(ImagePath path, Entry entry, ImagePath target, Inode inode) {}

    /** The links that lead to a file now. */
    static LeadingLinks in(FileTree tree) {
        LeadingLinks leading = new LeadingLinks();
        leading.collect(tree.root(), ImagePath.ROOT, new PathResolver(tree));
        return leading;
    }

    /** All links, in the order of the tree. */
    List<Link> all() {
        return links;
    }

    /** The links that still exist, but no longer lead to a file. */
    List<Link> broken(FileTree tree) {
        PathResolver resolver = new PathResolver(tree);
        return links.stream()
                .filter(link -> link.entry().inode().links() > 0)
                .filter(link -> resolver.find(link.path().bytes()).isPresent())
                .filter(link -> resolver.follow(link.path().bytes()).isEmpty())
                .toList();
    }

    private void collect(Directory directory, ImagePath path, PathResolver resolver) {
        for (Entry entry : directory.sortedEntries()) {
            if (entry.inode() instanceof Directory child) {
                collect(child, path.child(entry.name()), resolver);
            } else if (entry.inode() instanceof Symlink) {
                ImagePath link = path.child(entry.name());
                resolver.follow(link.bytes())
                        .ifPresent(found -> links.add(new Link(link, entry, found.path(), found.inode())));
            }
        }
    }
}
