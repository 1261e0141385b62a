// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.rebase;

/** Which value counts if both the image and the new base changed a key of the old base's config. */
public enum OnConflict {
    /** The image's. */
    OURS,
    /** The new base's. */
    THEIRS,
    /** Neither: the conflict has to be resolved first. */
    FAIL
}
