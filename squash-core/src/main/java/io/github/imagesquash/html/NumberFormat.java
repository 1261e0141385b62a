// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.html;

import java.util.Locale;

/** The unit of a number, which determines its format on the page. */
public enum NumberFormat {
    /** Bytes, shown with three digits and a decimal unit. */
    BYTES,
    /** Things, shown with separators. */
    COUNT,
    /** Thousandths, shown in per cent. */
    PER_MILLE;

    /** Its name in the page's data. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
