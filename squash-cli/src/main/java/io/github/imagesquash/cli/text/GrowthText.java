// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.text;

import io.github.imagesquash.report.Growth;
import java.util.Locale;

/** By how much a result is larger than its source. */
final class GrowthText {
    private GrowthText() {}

    /** The sentence, with exact numbers, since much may hang on few bytes. */
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
