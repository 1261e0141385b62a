// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.base;

import io.github.imagesquash.image.LayerRange;

/**
 * The layers to merge.
 *
 * @param merged the layers that are merged
 * @param keepsBase whether the base in the image's annotations is known to be kept completely
 */
public record MergeRange(LayerRange merged, boolean keepsBase) {}
