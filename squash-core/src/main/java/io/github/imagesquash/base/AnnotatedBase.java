// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.base;

import io.github.imagesquash.image.Image;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.oci.AnnotationKeys;
import io.github.imagesquash.read.WantedImage;
import io.github.imagesquash.registry.ImageAddress;
import io.github.imagesquash.registry.RegistryAccess;
import io.github.imagesquash.request.BaseImage;
import io.github.imagesquash.request.Source;

/** The base that an image's annotations name (image-spec annotations.md). */
final class AnnotatedBase {
    private AnnotatedBase() {}

    /**
     * The base, which is in a registry.
     *
     * @throws UnmetRequestException if the image has no such annotation
     * @throws InvalidImageException if it has one that is not a name
     */
    static BaseImage of(Image image, RegistryAccess access) throws InvalidImageException, UnmetRequestException {
        String name = image.annotations().getOrDefault(AnnotationKeys.BASE_NAME, "");
        String digest = image.annotations().getOrDefault(AnnotationKeys.BASE_DIGEST, "");
        if (name.isEmpty()) {
            throw new UnmetRequestException(
                    image.where(), "has no annotation " + AnnotationKeys.BASE_NAME + ", so its base is unknown");
        }
        try {
            ImageAddress address = ImageAddress.parse(digest.isEmpty() ? name : name + "@" + digest);
            return new BaseImage(address.toString(), new Source.Registry(address, access), WantedImage.ONLY);
        } catch (IllegalArgumentException e) {
            throw new InvalidImageException(
                    image.where(),
                    "the annotations name a base \"" + Printable.of(name) + "\": "
                            + Printable.of(String.valueOf(e.getMessage())));
        }
    }
}
