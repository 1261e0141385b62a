// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.edit;

import io.github.imagesquash.oci.ImageConfig;
import java.util.List;

/**
 * A config after its changes.
 *
 * @param config the new config; the old one itself if nothing changed
 * @param edits what was asked for, in order
 * @param scrubbed what was taken out of the history
 */
public record EditedConfig(ImageConfig config, List<Applied> edits, ScrubbedHistory scrubbed) {
    public EditedConfig {
        edits = List.copyOf(edits);
    }

    /** A config that nobody wanted to change. */
    public static EditedConfig unchanged(ImageConfig config) {
        return new EditedConfig(config, List.of(), ScrubbedHistory.NOTHING);
    }

    /**
     * One change.
     *
     * @param instruction as it was written
     * @param changed whether it made a difference: what was there already, or was not there to be removed, makes none
     */
    public record Applied(String instruction, boolean changed) {}
}
