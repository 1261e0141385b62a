// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.rebase.ConfigConflict;
import io.github.imagesquash.rebase.PathConflict;
import java.time.Duration;
import java.util.List;

/**
 * The result of a rebase.
 *
 * @param source the source, as the user named it
 * @param bases the old base and the new one
 * @param tags the new image's names, fully qualified; empty if it has none
 * @param descriptor the new manifest, as an index describes it
 * @param platform the image's platform, such as {@code linux/amd64}
 * @param before the old image
 * @param after the new image
 * @param layers each layer of the new image, base first
 * @param configConflicts keys of the config that both image and new base changed, resolved as requested
 * @param pathConflicts paths on which the image's layers depend and that differ in the new base, which was allowed
 * @param verified whether the result was read back and compared with the planned layers
 * @param warnings the warnings, each kind once
 * @param elapsed how long the run took
 */
public record RebaseReport(
        String source,
        Bases bases,
        List<String> tags,
        Descriptor descriptor,
        String platform,
        ImageSummary before,
        ImageSummary after,
        List<ResultLayer> layers,
        List<ConfigConflict> configConflicts,
        List<PathConflict> pathConflicts,
        boolean verified,
        List<Warnings.Tally> warnings,
        Duration elapsed) {

    public RebaseReport {
        tags = List.copyOf(tags);
        layers = List.copyOf(layers);
        configConflicts = List.copyOf(configConflicts);
        pathConflicts = List.copyOf(pathConflicts);
        warnings = List.copyOf(warnings);
    }

    /**
     * The two bases.
     *
     * @param oldName the old base, as the user or the annotations named it
     * @param oldLayers the number of its layers
     * @param newName the new base, as the user named it
     * @param newLayers the number of its layers
     */
    public record Bases(String oldName, int oldLayers, String newName, int newLayers) {}
}
