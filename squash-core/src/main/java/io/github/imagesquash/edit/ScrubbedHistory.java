// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.edit;

import java.util.List;

/**
 * Counts of what was replaced in an image's history; the values themselves are not kept.
 *
 * @param steps how many steps were changed
 * @param values how many values of arguments and variables were replaced in them
 * @param keys keys of the config that repeat such values and were removed
 */
public record ScrubbedHistory(int steps, int values, List<String> keys) {
    /** Nothing. */
    public static final ScrubbedHistory NOTHING = new ScrubbedHistory(0, 0, List.of());

    public ScrubbedHistory {
        keys = List.copyOf(keys);
    }
}
