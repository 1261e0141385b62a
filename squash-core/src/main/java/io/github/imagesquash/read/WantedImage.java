// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.oci.Platform;
import java.util.Optional;

/**
 * Which of a source's images is meant, whatever its platform.
 *
 * @param name a reference ({@code alpine}, {@code docker.io/library/alpine:3.20}), or a config or manifest digest or a prefix
 *     of at least 7 hex digits of one; none for the only image there is
 * @param preferences what decides where it is there twice
 */
public record WantedImage(Optional<String> name, Preferences preferences) {
    /** The only image there is. */
    public static final WantedImage ONLY = new WantedImage(Optional.empty(), Preferences.NONE);

    /** The image of a name or digest. */
    public static WantedImage named(String name) {
        return new WantedImage(Optional.of(name), Preferences.NONE);
    }

    /** The image for one platform. */
    public ImageSelector on(Platform platform) {
        return new ImageSelector(this, platform);
    }
}
