// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.rebase;

/** Whose value counts where both the image and the new base have changed a key of the old base's config. */
public enum OnConflict {
    /** The image's. */
    OURS,
    /** The new base's. */
    THEIRS,
    /** Nobody's: the conflict has to be decided first. */
    FAIL
}
