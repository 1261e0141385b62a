// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

import io.github.imagesquash.oci.Descriptor;

/** What a run did with one image. */
public sealed interface ImageReport extends RunReport permits SquashReport, IndexReport {
    /** What the names stand for now: a manifest, or an index of several platforms. */
    Descriptor descriptor();
}
