// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import io.github.imagesquash.oci.Digest;

/**
 * A layer to fetch.
 *
 * @param digest its digest, as stored
 * @param bytes its size, as stored
 */
public record PlannedBlob(Digest digest, long bytes) {}
