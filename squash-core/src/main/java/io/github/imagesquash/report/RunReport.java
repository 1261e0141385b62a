// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

import io.github.imagesquash.message.Warnings;
import java.time.Duration;
import java.util.List;

/** The common parts of all reports. */
public sealed interface RunReport permits ImageReport, BundleReport {
    /** The source, as the user named it. */
    String source();

    /** The new names, fully qualified; empty if there are none. */
    List<String> tags();

    /** The warnings, each kind once. */
    List<Warnings.Tally> warnings();

    /** The result for each platform of each image, at least one. */
    List<SquashReport> platforms();

    /**
     * The result for the only image and its only platform.
     *
     * @throws IllegalStateException if there are several
     */
    default SquashReport only() {
        List<SquashReport> all = platforms();
        if (all.size() != 1) {
            throw new IllegalStateException(all.size() + " images and platforms");
        }
        return all.getFirst();
    }

    /** The duration of the run. */
    Duration elapsed();
}
