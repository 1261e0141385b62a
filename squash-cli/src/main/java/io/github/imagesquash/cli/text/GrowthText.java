// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.text;

import io.github.imagesquash.report.Growth;
import java.util.Locale;

/** The growth of a result compared with its source. */
final class GrowthText {
    private GrowthText() {}

    /** The sentence, with exact numbers, because a few bytes may decide. */
    static String sentence(Growth growth) {
        String basis = switch (growth.basis()) {
            case STORED -> "layers of ";
            case UNCOMPRESSED -> "layers that before compression have ";
        };
        return String.format(
                Locale.ROOT,
                "the new image would be larger by %,d bytes: %s%,d instead of %,d bytes",
                growth.bytes(),
                basis,
                growth.after(),
                growth.before());
    }
}
