// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

import io.github.imagesquash.read.WantedImage;

/**
 * An image that another one may be built on. Of an image in an engine or a registry, only the list of its layers is
 * requested.
 *
 * @param name its name in messages
 * @param source its source
 * @param image the image, if the source holds several; its platform is that of the other image
 */
public record BaseImage(String name, Source source, WantedImage image) {}
