// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.message;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the name that the user probably meant by a mistyped one. */
public final class NearestName {
    private static final int MOST_MISTAKES = 2;

    private NearestName() {}

    /** A question for the end of a message, such as {@code ; did you mean caches?}; empty if no name is near. */
    public static String question(String typed, List<String> names) {
        return of(typed, names).map(near -> "; did you mean " + near + "?").orElse("");
    }

    /** The nearest name, at most two mistakes away and not entirely different from the typed one. */
    public static Optional<String> of(String typed, List<String> names) {
        return names.stream()
                .filter(name -> EditDistance.between(typed, name) <= Math.min(MOST_MISTAKES, name.length() - 2))
                .min(Comparator.comparingInt(name -> EditDistance.between(typed, name)));
    }
}
