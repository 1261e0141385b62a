// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.oci.Platform;

/** The platforms of an image to process. */
public sealed interface Platforms {
    /**
     * One of them.
     *
     * @param platform which, as in {@link ImageSelector}
     */
    record One(Platform platform) implements Platforms {}

    /** All available ones. */
    record All() implements Platforms {}
}
