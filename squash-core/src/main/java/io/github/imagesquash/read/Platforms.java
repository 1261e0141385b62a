// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.oci.Platform;

/** For which of an image's platforms something is done. */
public sealed interface Platforms {
    /**
     * One of them.
     *
     * @param platform which, as in {@link ImageSelector}
     */
    record One(Platform platform) implements Platforms {}

    /** All that it is there for. */
    record All() implements Platforms {}
}
