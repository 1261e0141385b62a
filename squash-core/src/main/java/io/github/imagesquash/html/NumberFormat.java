// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.html;

import java.util.Locale;

/** What a number counts, and so how the page writes it. */
public enum NumberFormat {
    /** Bytes, shown with three digits and a decimal unit. */
    BYTES,
    /** Things, shown with separators. */
    COUNT,
    /** Thousandths, shown in per cent. */
    PER_MILLE;

    /** The word for it in the page's data. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
