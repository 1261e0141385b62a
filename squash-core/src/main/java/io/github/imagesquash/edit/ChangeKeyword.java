// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.edit;

import io.github.imagesquash.message.NearestName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The keywords of {@code --change}: those of the instructions that set how an image runs, and our own {@code UNSET}. */
enum ChangeKeyword {
    CMD,
    ENTRYPOINT,
    ENV,
    EXPOSE,
    HEALTHCHECK,
    LABEL,
    ONBUILD,
    STOPSIGNAL,
    UNSET,
    USER,
    VOLUME,
    WORKDIR;

    private static final List<String> NAMES =
            Arrays.stream(values()).map(Enum::name).toList();

    /**
     * The keyword of this name, in upper or lower case.
     *
     * @throws IllegalArgumentException if there is none; the message has the nearest one
     */
    static ChangeKeyword named(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (NAMES.contains(upper)) {
            return valueOf(upper);
        }
        throw new IllegalArgumentException(
                "\"" + name + "\" is none of " + String.join(", ", NAMES) + NearestName.question(upper, NAMES));
    }
}
