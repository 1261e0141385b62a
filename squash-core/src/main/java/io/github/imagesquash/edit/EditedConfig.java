// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.edit;

import io.github.imagesquash.oci.ImageConfig;
import java.util.List;

/**
 * A config after its changes.
 *
 * @param config the new config; the old one itself if nothing changed
 * @param edits the changes requested, in order
 * @param scrubbed what was replaced in the history
 */
public record EditedConfig(ImageConfig config, List<Applied> edits, ScrubbedHistory scrubbed) {
    public EditedConfig {
        edits = List.copyOf(edits);
    }

    /** A config without changes. */
    public static EditedConfig unchanged(ImageConfig config) {
        return new EditedConfig(config, List.of(), ScrubbedHistory.NOTHING);
    }

    /**
     * One change.
     *
     * @param instruction as the user wrote it
     * @param changed false if the config already was as the instruction sets it
     */
    public record Applied(String instruction, boolean changed) {}
}
