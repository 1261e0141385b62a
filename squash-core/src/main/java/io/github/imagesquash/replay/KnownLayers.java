// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

import io.github.imagesquash.image.Layer;
import java.util.function.Predicate;

/**
 * What is known of an image's layers before they are replayed.
 *
 * @param isNew the layers whose contents are to be examined
 * @param examined those of them whose contents and digests were examined before; they are not read again
 * @param kept other layers that were read before or are not read; of these only the digest of the stored bytes is
 *     verified, and of missing ones nothing
 */
public record KnownLayers(Predicate<Layer> isNew, ReadLayers examined, ReadLayers kept) {}
