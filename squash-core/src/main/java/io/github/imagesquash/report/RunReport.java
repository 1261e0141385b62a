// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

import io.github.imagesquash.message.Warnings;
import java.time.Duration;
import java.util.List;

/** What every run reports. */
public sealed interface RunReport permits ImageReport, BundleReport {
    /** What was read, as the user named it. */
    String source();

    /** The new names, fully qualified; empty if there are none. */
    List<String> tags();

    /** What the user should know, each kind once. */
    List<Warnings.Tally> warnings();

    /** What became of each platform of each image, at least one. */
    List<SquashReport> platforms();

    /**
     * What became of the only image for its only platform.
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

    /** How long the run took. */
    Duration elapsed();
}
