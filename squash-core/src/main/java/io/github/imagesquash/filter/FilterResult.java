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
 * The removals from a tree, and their consequences.
 *
 * @param removals the removals for each reason
 * @param losses packages that lost files
 * @param spared files that rules would have removed if nothing had named them
 */
public record FilterResult(List<Removal> removals, List<PackageLoss> losses, List<SparedPath> spared) {
    public FilterResult {
        removals = List.copyOf(removals);
        spared = List.copyOf(spared);
        losses = List.copyOf(losses);
    }

    /**
     * Removes the files that match a filter.
     *
     * @param tree the tree, which is changed; the layers with its contents must be open
     * @param execution what the image runs, which no rule removes
     * @param where the name of the image in messages
     * @param listener receives each removed name
     * @param warnings receives warnings about symbolic links whose targets were removed, and about files that the image
     *     starts with
     * @throws io.github.imagesquash.message.UnmetRequestException if a path to keep does not exist
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

    /** This result, with earlier removals. */
    public FilterResult after(List<Removal> before) {
        List<Removal> all = new ArrayList<>(before);
        all.addAll(removals);
        return new FilterResult(all, losses, spared);
    }
}
