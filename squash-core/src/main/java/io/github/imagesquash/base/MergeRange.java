// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.base;

import io.github.imagesquash.image.LayerRange;

/**
 * Where an image is cut.
 *
 * @param merged the layers that become one
 * @param keepsBase whether the base that the image's annotations name is known to be kept whole
 */
public record MergeRange(LayerRange merged, boolean keepsBase) {}
