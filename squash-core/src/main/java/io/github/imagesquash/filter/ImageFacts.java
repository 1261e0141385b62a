// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.glob.Glob;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.ExecutionParameters;
import io.github.imagesquash.packages.PackageDatabases;
import io.github.imagesquash.packages.Packages;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.util.List;

/**
 * The facts about an image that rules need before they remove anything from it.
 *
 * @param tree the merged tree
 * @param named the paths that the config and the start scripts name
 * @param packages the distribution's packages
 * @param owned the files that they own
 * @param licences the licence texts
 * @param links the symbolic links that lead to a file
 */
record ImageFacts(
        FileTree tree,
        NamedPaths named,
        Packages packages,
        DistributionFiles owned,
        LicenceTexts licences,
        LeadingLinks links) {

    /**
     * The facts of a tree, whose layers must be open.
     *
     * @param warnings receives one for damaged package databases
     * @throws IOException if the image cannot be read
     */
    static ImageFacts of(FileTree tree, ExecutionParameters execution, Warnings warnings) throws IOException {
        Warnings ofPackages = new Warnings();
        Packages packages = PackageDatabases.readDistribution(tree, ofPackages);
        warnings.addAll(ofPackages);
        return new ImageFacts(
                tree,
                NamedPaths.in(tree, execution),
                packages,
                DistributionFiles.of(tree, packages, !ofPackages.tallies().isEmpty()),
                LicenceTexts.in(tree),
                LeadingLinks.in(tree));
    }

    /** Whether a rule applies: none of the paths and words exists that would mean that its files are in use. */
    boolean allow(Rule rule) {
        return named.mentioned(rule.unlessNamed()).isEmpty()
                && (rule.unless().isEmpty() || !has(rule.unless(), tree.root(), ImagePath.ROOT));
    }

    private static boolean has(List<Glob> globs, Directory directory, ImagePath path) {
        for (Entry entry : directory.entries()) {
            byte[] child = path.child(entry.name()).bytes();
            if (globs.stream().anyMatch(glob -> glob.fits(child))) {
                return true;
            }
            List<Glob> below = globs.stream()
                    .filter(glob -> glob.mayFitBelow(child, child.length))
                    .toList();
            if (entry.inode() instanceof Directory inner
                    && !below.isEmpty()
                    && has(below, inner, path.child(entry.name()))) {
                return true;
            }
        }
        return false;
    }
}
