// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

import io.github.imagesquash.analyze.Gate;
import java.util.List;

/**
 * What keeps a run from giving its result away.
 *
 * @param dryRun does all but that; everything else happens, so that the report is that of a real run
 * @param largest how large the result may be
 * @param gates what the source must meet before anything is written
 */
public record Safeguards(boolean dryRun, Largest largest, List<Gate> gates) {
    /** No result that is larger than the source but for a few headers, and no gates. */
    public static final Safeguards DEFAULT = new Safeguards(false, Largest.ABOUT_THE_SOURCE, List.of());

    /** Whatever comes out is given away. */
    public static final Safeguards NONE = new Safeguards(false, Largest.ANY, List.of());

    public Safeguards {
        gates = List.copyOf(gates);
    }

    /** How large the result may be. */
    public enum Largest {
        /** Not larger by a byte. */
        THE_SOURCE,
        /**
         * Larger by {@value io.github.imagesquash.report.Growth#SLACK} bytes for each image at most, which headers of a small
         * image can make.
         */
        ABOUT_THE_SOURCE,
        /** As large as it is. */
        ANY
    }
}
