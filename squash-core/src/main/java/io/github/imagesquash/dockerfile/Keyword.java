// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dockerfile;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The keywords of Dockerfiles. An instruction begins with one of them, in upper or lower case. */
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

    /** The keyword of this name, in upper or lower case; empty if there is none. */
    public static Optional<Keyword> named(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(keyword -> keyword.name().equals(upper))
                .findFirst();
    }

    /** Whether {@code ONBUILD} accepts such an instruction. */
    public boolean canBeTrigger() {
        return this != FROM && this != MAINTAINER && this != ONBUILD;
    }

    /** Whether here-documents may follow the line of such an instruction. */
    boolean takesHereDocuments() {
        return this == ADD || this == COPY || this == RUN;
    }
}
