// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import io.github.imagesquash.analyze.ImageAnalysis;
import io.github.imagesquash.analyze.LayerEntry;
import java.util.HashSet;
import java.util.Set;

/**
 * What an image has in common with the build before it.
 *
 * @param name the previous image, as the user named it
 * @param repeatedBytes content in layers that the previous image does not have, of files that it has at the same path
 *     with the same content, in bytes
 * @param newBytes the other content of these layers, in bytes
 * @param unusedBytes content of the previous image's layers that this image does not have at the same path, in bytes
 * @param previousBytes content of all layers of the previous image, in bytes
 */
public record PreviousBuild(String name, long repeatedBytes, long newBytes, long unusedBytes, long previousBytes) {
    /** As {@code --group-by previous:}: with more unused content it keeps no layer. */
    private static final int LARGEST_UNUSED_PART = 5;

    /** Whether the layers of the previous image can be kept. */
    boolean isReusable() {
        return unusedBytes * LARGEST_UNUSED_PART <= previousBytes;
    }

    /** What its layers save at least if all of them that are mostly unused are written anew, in bytes. */
    long savedByItsLayers() {
        return Math.max(0, repeatedBytes - unusedBytes);
    }

    /**
     * Compares the contents of two builds.
     *
     * @param name the previous image, as the user named it
     * @param old the analysis of the previous image
     * @param present that of this image
     * @param changed the paths whose contents differ, as texts
     */
    public static PreviousBuild of(String name, ImageAnalysis old, ImageAnalysis present, Set<String> changed) {
        Set<String> there = new HashSet<>();
        old.layers().forEach(layer -> there.add(layer.diffId()));
        long repeated = 0;
        long fresh = 0;
        long same = 0;
        for (LayerEntry entry : present.entries()) {
            boolean missing =
                    !there.contains(present.layers().get(entry.layer() - 1).diffId());
            if (entry.keptBytes() > 0 && !changed.contains(entry.path().toString())) {
                same += entry.keptBytes();
                repeated += missing ? entry.keptBytes() : 0;
            } else if (missing) {
                fresh += entry.keptBytes();
            }
        }
        long all = old.layers().stream()
                .mapToLong(layer -> layer.content().bytes())
                .sum();
        return new PreviousBuild(name, repeated, fresh, Math.max(0, all - same), all);
    }
}
