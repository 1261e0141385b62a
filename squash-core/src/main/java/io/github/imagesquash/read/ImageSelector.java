// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.oci.Platform;

/**
 * Which of a source's images is meant, and for which platform.
 *
 * @param image the image
 * @param platform the requested platform; {@link Platform#ANY} for the only one with blobs, otherwise the host's
 */
public record ImageSelector(WantedImage image, Platform platform) {
    /** The only image. */
    public static final ImageSelector ONLY = WantedImage.ONLY.on(Platform.ANY);
}
