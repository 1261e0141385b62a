// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.image;

import io.github.imagesquash.oci.Digest;

/**
 * The digests of a layer.
 *
 * @param diffId that of its uncompressed tar
 * @param stored that of its blob; the same if it is not compressed
 */
public record LayerDigests(Digest diffId, Digest stored) {}
