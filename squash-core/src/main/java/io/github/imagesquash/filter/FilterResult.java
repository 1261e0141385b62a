// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.ExecutionParameters;
import io.github.imagesquash.tree.FileTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What was taken out of a tree, and what misses it.
 *
 * @param removals what, for each reason
 * @param losses packages whose files are among it
 * @param spared what rules would have taken, had it not been named
 */
public record FilterResult(List<Removal> removals, List<PackageLoss> losses, List<SparedPath> spared) {
    public FilterResult {
        removals = List.copyOf(removals);
        spared = List.copyOf(spared);
        losses = List.copyOf(losses);
    }

    /**
     * Takes out what a filter means.
     *
     * @param tree is changed; the layers that its contents lie in must be open
     * @param execution what the image runs, which no rule takes
     * @param where what messages call the image
     * @param listener receives each name that goes
     * @param warnings receives one for symbolic links whose targets went, and of files that the image starts with
     * @throws io.github.imagesquash.message.UnmetRequestException if something that is to be kept is not there
     * @throws IOException if the image cannot be read
     */
    public static FilterResult of(
            FileTree tree,
            Filter filter,
            ExecutionParameters execution,
            String where,
            DropListener listener,
            Warnings warnings)
            throws IOException {
        if (filter.equals(Filter.NONE)) {
            return new FilterResult(List.of(), List.of(), List.of());
        }
        ImageFacts facts = ImageFacts.of(tree, execution, warnings);
        PlannedRemovals decided = filter.of(facts, where);
        if (decided.isEmpty()) {
            return new FilterResult(decided.removals(), List.of(), decided.spared());
        }
        List<Long> sizes = facts.named().sizes(tree);
        decided.apply(listener);
        for (LeadingLinks.Link link : facts.links().broken(tree)) {
            warnings.add(
                    Warning.Kind.LINK_TO_DROPPED,
                    link.entry().layer(),
                    link.path().toString());
        }
        facts.named()
                .missing(tree, sizes)
                .forEach(named -> warnings.add(Warning.Kind.START_DROPPED, 0, named.path() + " (" + named.by() + ")"));
        return new FilterResult(decided.removals(), PackageLoss.of(facts.packages(), tree), decided.spared());
    }

    /** This, and something that was taken out before. */
    public FilterResult after(List<Removal> before) {
        List<Removal> all = new ArrayList<>(before);
        all.addAll(removals);
        return new FilterResult(all, losses, spared);
    }
}
