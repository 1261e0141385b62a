// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.packages.RawText;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.RegularFile;
import io.github.imagesquash.tree.Symlink;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** The files that no package owns and no package's installation made: the application. All of them are roots. */
final class ApplicationFiles {
    private static final Node ORIGIN = new Node.Origin("files of no package");
    private static final String HOW = "belongs to no package";
    private static final String ALTERNATIVES = "/etc/alternatives/";

    private final FileTree tree;
    private final Evidence evidence;
    private final PackageOwners owners;
    private final SlimData data;

    /** A directory and its path. */
    private record Place(ImagePath path, Directory directory) {}

    ApplicationFiles(SlimContext context) {
        this.tree = context.tree();
        this.evidence = context.evidence();
        this.owners = context.owners();
        this.data = context.data();
    }

    /** Adds the files that need something; most need nothing, and take no memory. */
    void addTo(Chains chains) throws IOException {
        Deque<Place> left = new ArrayDeque<>();
        left.push(new Place(ImagePath.ROOT, tree.root()));
        while (!left.isEmpty()) {
            Place place = left.pop();
            for (Entry entry : place.directory().sortedEntries()) {
                ImagePath path = place.path().child(entry.name());
                if (entry.inode() instanceof Directory directory) {
                    left.push(new Place(path, directory));
                } else if (isApplication(path, entry) && needsAnything(path, entry)) {
                    chains.reach(ORIGIN, new Node.OfFile(path), Strength.DECLARED, HOW);
                }
            }
        }
    }

    private boolean isApplication(ImagePath path, Entry entry) {
        return owners.of(path).isEmpty()
                && !data.isGenerated(path)
                && !(entry.inode() instanceof Symlink link
                        && RawText.of(link.target()).startsWith(ALTERNATIVES));
    }

    private boolean needsAnything(ImagePath path, Entry entry) throws IOException {
        if (!(entry.inode() instanceof RegularFile file)) {
            return entry.inode() instanceof Symlink;
        }
        boolean[] found = {false};
        evidence.find(new ScannedFile(path, file, false), _ -> found[0] = true);
        return found[0];
    }
}
