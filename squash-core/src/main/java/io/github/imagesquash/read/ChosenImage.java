// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.image.Image;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.Platform;
import java.io.IOException;
import java.util.stream.Stream;

/** Prepares the chosen image for the replay. */
final class ChosenImage {
    private ChosenImage() {}

    /**
     * The image with its layers.
     *
     * @param where the name of the archive or registry in messages
     * @param mayLack whether any layer may be missing as long as it is not read
     */
    static Image of(String where, Candidate.Stored image, boolean mayLack, Warnings warnings) throws IOException {
        refuseWindows(where, image);
        return new Image(
                where,
                image.names().tags(),
                Stream.concat(image.names().otherNames().stream(), image.names().bareTags().stream())
                        .toList(),
                image.platform(),
                image.config(),
                image.configDigest(),
                image.manifestDigest(),
                new LayerStack(where, image, mayLack).layers(warnings),
                image.annotations(),
                image.entry());
    }

    private static boolean isWindows(Platform platform) {
        return platform.normalized().os().equals("windows");
    }

    /** Their layers contain registry hives besides files, and one changes the other. */
    private static void refuseWindows(String where, Candidate.Stored image) throws UnmetRequestException {
        Platform platform = image.config().platform();
        if (isWindows(platform) || isWindows(image.platform())) {
            throw new UnmetRequestException(
                    where, image.label() + " is an image for Windows, which cannot be squashed");
        }
    }
}
