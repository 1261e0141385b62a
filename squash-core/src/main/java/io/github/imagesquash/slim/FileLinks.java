// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.packages.RawText;
import io.github.imagesquash.slim.Node.OfFile;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.RegularFile;
import io.github.imagesquash.tree.Symlink;
import java.io.IOException;
import java.util.function.Predicate;

/** Follows what a file leads to: the target of a symbolic link, or what a content names. */
record FileLinks(FileTree tree, Evidence evidence, SlimData data) {
    /**
     * Adds the links of a file that was reached.
     *
     * @param searched whether its content counts; that of a file which installing packages made never does
     * @param counts which links of the content count
     */
    void follow(OfFile file, boolean searched, Predicate<Edge> counts, Chains chains) throws IOException {
        Inode inode = tree.lookUp(file.path()).orElse(tree.root());
        if (inode instanceof Symlink link) {
            String target = RawText.of(link.target());
            String path = target.startsWith("/") ? target : directory(file.path()) + "/" + target;
            for (ImagePath next : evidence.lookup().file(path)) {
                chains.passOn(file, new Edge(next, Strength.PROVEN, "symbolic link"));
            }
        } else if (inode instanceof RegularFile content && searched && !data.isGenerated(file.path())) {
            ScannedFile scanned = new ScannedFile(file.path(), content, chains.isStarted(file.path()));
            evidence.find(scanned, edge -> {
                if (counts.test(edge) && !isDocument(edge)) {
                    chains.passOn(file, edge);
                }
            });
        }
    }

    private static String directory(ImagePath path) {
        return "/" + RawText.of(path.parent().bytes());
    }

    /** A text that happens to name a document: nothing may need one to work (Debian Policy 12.3). */
    private boolean isDocument(Edge edge) {
        return edge.strength() == Strength.GUESSED && data.isListing(edge.target());
    }
}
