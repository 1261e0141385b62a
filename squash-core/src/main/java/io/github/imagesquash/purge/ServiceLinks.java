// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.purge;

import io.github.imagesquash.packages.RawText;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.PathResolver;
import io.github.imagesquash.tree.RegularFile;
import io.github.imagesquash.tree.Symlink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Removes the links that enabled services of removed packages, and the records of them (update-rc.d(8),
 * deb-systemd-helper(1p)).
 */
final class ServiceLinks {
    private static final List<String> LINKS = List.of("etc/systemd/system", "etc/systemd/user", "etc/rc");
    private static final ImagePath RECORDS = path("var/lib/systemd");

    private final TreeEdit edit;
    private final FileTree tree;
    private final PathResolver resolver;

    ServiceLinks(TreeEdit edit) {
        this.edit = edit;
        this.tree = edit.tree();
        this.resolver = new PathResolver(tree);
    }

    /** @param directories receives those that may have become empty */
    void run(Set<ImagePath> directories) {
        Set<String> disabled = new HashSet<>();
        for (ImagePath file : below(path("etc"))) {
            String text = RawText.of(file.bytes());
            if (LINKS.stream().anyMatch(text::startsWith) && isBroken(file)) {
                disabled.add(RawText.of(file.last()));
                remove(file, directories);
            }
        }
        for (ImagePath file : below(RECORDS)) {
            String name = RawText.of(file.last()).replaceFirst("\\.dsh-also$", "");
            if (disabled.contains(name) && tree.lookUp(file).orElse(tree.root()) instanceof RegularFile) {
                remove(file, directories);
            }
        }
    }

    private void remove(ImagePath file, Set<ImagePath> directories) {
        edit.remove(file);
        directories.add(file.parent());
    }

    private boolean isBroken(ImagePath file) {
        Optional<Inode> inode = tree.lookUp(file);
        return inode.isPresent()
                && inode.get() instanceof Symlink link
                && !RawText.of(link.target()).startsWith("/dev/")
                && resolver.follow(file.bytes()).isEmpty();
    }

    /** The files below a directory. */
    private List<ImagePath> below(ImagePath top) {
        List<ImagePath> files = new ArrayList<>();
        Deque<ImagePath> left = new ArrayDeque<>(List.of(top));
        while (!left.isEmpty()) {
            ImagePath place = left.pop();
            Optional<Directory> directory = tree.lookUpDirectory(place);
            for (Entry entry : directory.map(Directory::sortedEntries).orElse(List.of())) {
                ImagePath path = place.child(entry.name());
                if (entry.inode() instanceof Directory) {
                    left.push(path);
                } else {
                    files.add(path);
                }
            }
        }
        return files;
    }

    private static ImagePath path(String ascii) {
        return ImagePath.clean(RawText.bytes(ascii));
    }
}
