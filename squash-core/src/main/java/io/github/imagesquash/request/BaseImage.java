// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

import io.github.imagesquash.read.WantedImage;

/**
 * An image that another one may be built on. Of an engine's image or of one in a registry only the list of its layers is
 * asked for.
 *
 * @param name what messages call it
 * @param source where it is
 * @param image which image, where the source holds several; its platform is that of the other image
 */
public record BaseImage(String name, Source source, WantedImage image) {}
