// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import io.github.imagesquash.oci.Reference;

/**
 * An image that the policy selects, and that cannot be squashed.
 *
 * @param source its name
 * @param reason why, without a full stop
 */
public record SkippedImage(Reference source, String reason) {}
