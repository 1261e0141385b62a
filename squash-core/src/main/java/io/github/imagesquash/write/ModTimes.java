// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.tree.Attributes;
import java.time.Instant;

/**
 * What happens to file times: kept, but none later than a given instant, as {@code SOURCE_DATE_EPOCH} requires.
 *
 * @param latest the latest time that is written; {@link Instant#MAX} keeps all
 */
record ModTimes(Instant latest) {

    /** The attributes with their time limited. */
    Attributes clamp(Attributes attributes) {
        return attributes.notAfter(latest);
    }

    /** A creation time, limited. */
    Instant clamp(Instant created) {
        return created.isAfter(latest) ? latest : created;
    }
}
