package io.github.imagesquash.filter;

import io.github.imagesquash.oci.ExecutionParameters;
import io.github.imagesquash.oci.Warning;
import io.github.imagesquash.oci.Warnings;
import io.github.imagesquash.packages.PackageDatabases;
import io.github.imagesquash.packages.Packages;
import io.github.imagesquash.tree.FileTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What was taken out of a tree, and what misses it.
 *
 * @param removals what, for each reason
 * @param losses packages whose files are among it
 */
public record Filtered(List<Removal> removals, List<PackageLoss> losses) {
    public Filtered {
        removals = List.copyOf(removals);
        losses = List.copyOf(losses);
    }

    /**
     * Takes out what a filter means.
     *
     * @param tree is changed; the layers that its contents lie in must be open
     * @param execution what the image runs, which no rule takes
     * @param where what messages call the image
     * @param listener is told of each name that goes
     * @param warnings is told of symbolic links whose targets went, and of files that the image starts with
     * @throws io.github.imagesquash.oci.InvalidArchiveException if something that is to be kept is not there
     * @throws IOException if the image cannot be read
     */
    public static Filtered of(
            FileTree tree,
            Filter filter,
            ExecutionParameters execution,
            String where,
            DropListener listener,
            Warnings warnings)
            throws IOException {
        StartFiles start = StartFiles.in(tree, execution);
        Removals decided = filter.of(tree, start, where);
        if (decided.isEmpty()) {
            return new Filtered(decided.removals(), List.of());
        }
        LeadingLinks links = LeadingLinks.in(tree);
        Packages packages = PackageDatabases.readDistribution(tree, warnings);
        decided.apply(listener);
        for (LeadingLinks.Link link : links.broken(tree)) {
            warnings.add(
                    Warning.Kind.LINK_TO_DROPPED,
                    link.entry().layer(),
                    link.path().toString());
        }
        start.missing(tree).forEach(path -> warnings.add(Warning.Kind.START_DROPPED, 0, path.toString()));
        return new Filtered(decided.removals(), PackageLoss.of(packages, tree));
    }

    /** This, and something that was taken out before. */
    public Filtered after(List<Removal> before) {
        List<Removal> all = new ArrayList<>(before);
        all.addAll(removals);
        return new Filtered(all, losses);
    }
}
