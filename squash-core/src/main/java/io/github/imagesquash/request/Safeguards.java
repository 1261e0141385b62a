// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

import io.github.imagesquash.analyze.Gate;
import java.util.List;

/**
 * Conditions under which a run does not write its result.
 *
 * @param dryRun does everything except writing the result, so that the report is that of a real run
 * @param largest the maximum size of the result
 * @param gates conditions that the source must meet before anything is written
 * @param check commands that have to end in the new image as in the old one; source and destination are one engine then
 */
public record Safeguards(boolean dryRun, Largest largest, List<Gate> gates, RunCheck check) {
    /** Refuses a result that is larger than the source by more than a few headers, without gates. */
    public static final Safeguards DEFAULT = new Safeguards(false, Largest.ABOUT_THE_SOURCE, List.of());

    /** Every result is written. */
    public static final Safeguards NONE = new Safeguards(false, Largest.ANY, List.of());

    public Safeguards {
        gates = List.copyOf(gates);
    }

    /** Nothing is run. */
    public Safeguards(boolean dryRun, Largest largest, List<Gate> gates) {
        this(dryRun, largest, gates, RunCheck.NONE);
    }

    /** The maximum size of the result. */
    public enum Largest {
        /** Not larger by a byte. */
        THE_SOURCE,
        /**
         * Larger by at most {@value io.github.imagesquash.report.Growth#SLACK} bytes for each image, which headers of a
         * small image can add.
         */
        ABOUT_THE_SOURCE,
        /** Any size. */
        ANY
    }
}
