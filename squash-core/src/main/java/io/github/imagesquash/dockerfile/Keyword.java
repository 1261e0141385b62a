// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dockerfile;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** All keywords that Docker knows. An instruction begins with one of them, in whatever case. */
public enum Keyword {
    ADD,
    ARG,
    CMD,
    COPY,
    ENTRYPOINT,
    ENV,
    EXPOSE,
    FROM,
    HEALTHCHECK,
    LABEL,
    MAINTAINER,
    ONBUILD,
    RUN,
    SHELL,
    STOPSIGNAL,
    USER,
    VOLUME,
    WORKDIR;

    /** The keyword of that name, in whatever case. */
    public static Optional<Keyword> named(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(keyword -> keyword.name().equals(upper))
                .findFirst();
    }

    /** Whether {@code ONBUILD} takes such an instruction, to be run by builds on the image. */
    public boolean canBeTrigger() {
        return this != FROM && this != MAINTAINER && this != ONBUILD;
    }

    /** Whether here-documents may follow the line of such an instruction. */
    boolean takesHereDocuments() {
        return this == ADD || this == COPY || this == RUN;
    }
}
