// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

import io.github.imagesquash.oci.Descriptor;

/** The result of a run for one image. */
public sealed interface ImageReport extends RunReport permits SquashReport, IndexReport {
    /** The new target of the names: a manifest, or an index of several platforms. */
    Descriptor descriptor();
}
