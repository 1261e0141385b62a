// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.purge;

import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.filter.Cause;
import io.github.imagesquash.filter.DropListener;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.ReplayedTree;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.packages.PackageDatabases;
import io.github.imagesquash.packages.RawText;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.Symlink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is left of an image when a package of dpkg is removed. */
final class PurgedRoot {
    private PurgedRoot() {}

    /**
     * The tree after the removal.
     *
     * @param name the package
     * @param temporary a directory
     * @param files files of other packages, which are removed too
     * @return paths of files and empty directories, links and contents, ascending
     */
    static List<String> without(LayerBuilder layer, String name, Path temporary, String... files) throws IOException {
        try (ReplayedTree root = ReplayedTree.of(layer);
                Spool spool = new Spool(temporary)) {
            FileTree tree = root.tree();
            Set<PackageRecord> gone = DpkgStatus.in(tree, "old.tar").orElseThrow().packages().stream()
                    .filter(one -> one.name().equals(name))
                    .collect(Collectors.toSet());
            TreeEdit edit = new TreeEdit(tree, 1, spool, new Cause("slim", "", false), DropListener.NONE);
            DpkgPurge.run(edit, PackageDatabases.readDistribution(tree, new Warnings()), gone, paths(files));
            List<String> lines = new ArrayList<>();
            list(tree, ImagePath.ROOT, tree.root(), lines);
            return lines;
        }
    }

    private static Set<ImagePath> paths(String... files) {
        return Stream.of(files)
                .map(file -> ImagePath.clean(RawText.bytes(file)))
                .collect(Collectors.toSet());
    }

    private static void list(FileTree tree, ImagePath path, Directory directory, List<String> lines)
            throws IOException {
        for (Entry entry : directory.sortedEntries()) {
            ImagePath child = path.child(entry.name());
            Inode inode = entry.inode();
            if (inode instanceof Directory below && !below.entries().isEmpty()) {
                list(tree, child, below, lines);
            } else if (inode instanceof Symlink link) {
                lines.add(child + " -> " + RawText.of(link.target()));
            } else {
                lines.add(child
                        + DpkgStatus.content(tree, child)
                                .map(text -> "=" + text)
                                .orElse("/"));
            }
        }
    }
}
