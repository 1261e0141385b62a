package io.github.imagesquash.filter;

import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.PathResolver;
import io.github.imagesquash.tree.Symlink;
import java.util.ArrayList;
import java.util.List;

/** The symbolic links of a tree that lead to a file, so that those can be told that no longer do after something went. */
final class LeadingLinks {
    private final List<Link> links = new ArrayList<>();

    /** A link, and where it is. */
    record Link(ImagePath path, Entry entry) {}

    /** Those that lead to a file now. */
    static LeadingLinks in(FileTree tree) {
        LeadingLinks leading = new LeadingLinks();
        leading.collect(tree.root(), ImagePath.ROOT, new PathResolver(tree));
        return leading;
    }

    /** Those that are still there, and lead to a file no more. */
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
                if (resolver.follow(link.bytes()).isPresent()) {
                    links.add(new Link(link, entry));
                }
            }
        }
    }
}
