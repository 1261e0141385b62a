// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.purge;

import java.util.Comparator;

/**
 * A condition for a version.
 *
 * @param relation how the versions compare
 * @param version the version to compare with
 */
public record VersionBound(Relation relation, String version) {
    /** How a version compares with another one. */
    public enum Relation {
        EARLIER,
        EARLIER_OR_EQUAL,
        EQUAL,
        LATER_OR_EQUAL,
        LATER
    }

    /** Whether a version meets the condition, in the package manager's order of versions. */
    boolean accepts(String other, Comparator<String> order) {
        int compared = order.compare(other, version);
        return switch (relation) {
            case EARLIER -> compared < 0;
            case EARLIER_OR_EQUAL -> compared <= 0;
            case EQUAL -> compared == 0;
            case LATER_OR_EQUAL -> compared >= 0;
            case LATER -> compared > 0;
        };
    }
}
