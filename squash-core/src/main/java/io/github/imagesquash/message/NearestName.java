// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.message;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the name that someone meant who mistyped it. */
public final class NearestName {
    private static final int MOST_MISTAKES = 2;

    private NearestName() {}

    /** The name that is at most two mistakes away from what was typed, but not wholly another. */
    public static Optional<String> of(String typed, List<String> names) {
        return names.stream()
                .min(Comparator.comparingInt(name -> EditDistance.between(typed, name)))
                .filter(name -> EditDistance.between(typed, name) <= Math.min(MOST_MISTAKES, name.length() - 2));
    }
}
