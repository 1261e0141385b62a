// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.engine;

import io.github.imagesquash.message.EditDistance;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Guesses the image that a user meant. */
final class ClosestNames {
    private static final int MOST = 3;
    private static final String LATEST = ":latest";
    private static final String LOCALHOST = "localhost/";

    private ClosestNames() {}

    /**
     * The end of a message about a missing image: {@code ; did you mean app:1.0, app:2?}; empty if no name is near.
     *
     * @param names all existing names
     */
    static String hint(String wanted, List<String> names) {
        int far = Math.max(3, wanted.length() / 3 + 1);
        List<String> near = names.stream()
                .filter(name -> distance(wanted, name) < far)
                .sorted(Comparator.<String>comparingInt(name -> distance(wanted, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
        return near.isEmpty() ? "" : near.stream().collect(Collectors.joining(", ", "; did you mean ", "?"));
    }

    /** The number of different characters; another tag of the same repository is always near. */
    private static int distance(String asked, String known) {
        String wanted = withoutLocalhost(asked);
        String name = withoutLocalhost(known);
        int edits = Math.min(EditDistance.between(wanted, name), EditDistance.between(wanted + LATEST, name));
        boolean sameRepository = repository(wanted).equals(repository(name));
        return sameRepository ? Math.min(2, edits) : edits;
    }

    /** Podman's prefix for its own names, which users do not type. */
    private static String withoutLocalhost(String name) {
        return name.startsWith(LOCALHOST) ? name.substring(LOCALHOST.length()) : name;
    }

    private static String repository(String name) {
        int colon = name.indexOf(':', name.lastIndexOf('/') + 1);
        return colon < 0 ? name : name.substring(0, colon);
    }
}
