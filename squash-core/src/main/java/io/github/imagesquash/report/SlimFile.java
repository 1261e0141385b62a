// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

import io.github.imagesquash.message.Printable;
import io.github.imagesquash.purge.PackageRecord;
import io.github.imagesquash.slim.ChainLink;
import io.github.imagesquash.slim.SlimDecision;
import io.github.imagesquash.tree.ImagePath;
import java.util.List;

/**
 * A file of a package, judged by itself.
 *
 * @param path its path, without links on the way; escaped for a terminal
 * @param goes whether it is removed although its package stays
 * @param origin where the chain begins; empty if it goes, or stays only because its package stays
 * @param chain why it stays, from the origin to it; empty as {@code origin} is
 */
public record SlimFile(String path, boolean goes, String origin, List<SlimStep> chain) {
    public SlimFile {
        chain = List.copyOf(chain);
    }

    /** A file of some packages. */
    public static SlimFile of(ImagePath path, List<PackageRecord> owners, SlimDecision decision) {
        List<ChainLink> chain = decision.chain(path);
        boolean goes =
                owners.stream().anyMatch(one -> decision.droppedFiles(one).contains(path));
        return new SlimFile(
                path.toString(),
                goes,
                chain.isEmpty() ? "" : Printable.of(chain.getFirst().from().toString()),
                chain.stream().map(SlimStep::of).toList());
    }
}
