// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.rebase.ConfigConflict;
import io.github.imagesquash.rebase.PathConflict;
import java.time.Duration;
import java.util.List;

/**
 * What a change of an image's base did.
 *
 * @param source what was read, as the user named it
 * @param bases the old base and the new one
 * @param tags the new image's names, fully qualified; empty if it has none
 * @param descriptor the new manifest, as an index describes it
 * @param platform the image's platform, such as {@code linux/amd64}
 * @param before the image as it was
 * @param after the image as it is now
 * @param layers each layer of the new image, base first
 * @param configConflicts keys of the config that image and new base had both changed, decided as was asked for
 * @param pathConflicts what the image's layers touch and the new base has otherwise, which was allowed
 * @param verified whether the result was read back and compared with the layers that were planned
 * @param warnings what the user should know, each kind once
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
     * @param oldLayers how many layers it has
     * @param newName the new base, as the user named it
     * @param newLayers how many layers it has
     */
    public record Bases(String oldName, int oldLayers, String newName, int newLayers) {}
}
