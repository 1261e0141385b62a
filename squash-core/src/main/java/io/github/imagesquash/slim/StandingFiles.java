// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.purge.PackageRecord;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.RegularFile;
import io.github.imagesquash.tree.Symlink;

/**
 * What stays in an image without a package database though nothing leads to it: settings and data, what programs read by
 * a path that they put together, and the directory that the image starts in.
 */
record StandingFiles(SlimContext context) {
    private static final Node ORIGIN = new Node.Origin("files of every image");
    private static final Node DIRECTORY = new Node.Origin("WorkingDir");

    /** Adds them as roots. */
    void addTo(Chains chains) {
        for (PackageRecord directory : context.owners().all()) {
            for (ImagePath path : context.owners().contents(directory).paths()) {
                if (isStanding(path)) {
                    chains.reach(ORIGIN, new Node.OfFile(path), Strength.DECLARED, "stays in every image");
                }
            }
        }
        String start = Evidence.latin(context.execution().workingDirectory());
        context.evidence()
                .lookup()
                .named(start)
                .forEach(path ->
                        chains.reach(DIRECTORY, new Node.OfFile(path), Strength.DECLARED, "the image starts in it"));
    }

    private boolean isStanding(ImagePath path) {
        FileTree tree = context.tree();
        boolean link = tree.lookUp(path).orElse(tree.root()) instanceof Symlink;
        boolean made =
                context.data().isGenerated(path) && !(tree.lookUp(path).orElse(tree.root()) instanceof RegularFile);
        return link && path.parent().isRoot()
                || context.data().isStanding(path)
                || context.data().isSetting(path) && !made;
    }
}
