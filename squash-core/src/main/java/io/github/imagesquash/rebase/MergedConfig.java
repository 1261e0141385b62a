// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.rebase;

import io.github.imagesquash.oci.ImageConfig;
import java.util.List;

/**
 * A config that was merged three ways.
 *
 * @param config the result, still with the image's own layers and history
 * @param conflicts the keys that both sides changed, whatever the resolution
 */
public record MergedConfig(ImageConfig config, List<ConfigConflict> conflicts) {
    public MergedConfig {
        conflicts = List.copyOf(conflicts);
    }
}
