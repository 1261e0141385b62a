// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import java.util.List;

/** What to do about a finding. */
public sealed interface Remedy {
    /** Every recommendation that can be given. A test carries each of them out. */
    enum Kind {
        /** Squash all layers. */
        MERGE,
        /** Squash the layers above the distribution's. */
        MERGE_UPPER,
        /** Squash without the files of sets of rules. */
        DROP,
        /** Squash without the packages that nothing needs. */
        SLIM,
        /** Squash without secrets. */
        REMOVE_SECRETS,
        /** Squash with another compression. */
        COMPRESS,
        /** Squash into layers of which engines fetch single files. */
        CHUNKED,
        /** Squash onto the layers of the previous build. */
        ON_PREVIOUS,
        /** Build again, with secrets mounted. */
        MOUNT_SECRETS,
        /** One RUN instead of several in a row. */
        JOIN_RUNS,
        /** Install no recommended packages. */
        NO_RECOMMENDS,
        /** Build in a stage of its own. */
        BUILD_STAGE,
        /** Another base. */
        SMALLER_BASE,
        /** A newer release of the base. */
        NEWER_BASE,
        /** Lists of dependencies first, the rest of the context after the installation. */
        COPY_LATER,
        /** Lines for {@code .dockerignore}. */
        IGNORE,
        /** A user other than root. */
        USER,
        /** A limit of memory in a Compose file. */
        MEMORY_LIMIT
    }

    /** The kind of recommendation. */
    Kind kind();

    /** What it does or requires. */
    String text();

    /** The content that it saves at least, in bytes before compression; 0 if that is not known. */
    long saves();

    /**
     * A run of squash, which takes an image and options.
     *
     * @param text a few words: what the run does
     * @param result the result in one word with hyphens, for the new image's name
     * @param options the options besides those for the old and the new image
     */
    record Command(Kind kind, String text, String result, List<String> options, long saves) implements Remedy {
        public Command {
            options = List.copyOf(options);
        }
    }

    /**
     * A change of the Dockerfile or another file.
     *
     * @param text where the lines go and when they are right, or what to do if it takes more than lines
     * @param lines the lines, ready to be pasted; none if they depend on the program
     */
    record Edit(Kind kind, String text, List<String> lines, long saves) implements Remedy {
        public Edit {
            lines = List.copyOf(lines);
        }

        /** What depends on the program, so that nothing is known of its saving. */
        static Edit of(Kind kind, String text, String... lines) {
            return new Edit(kind, text, List.of(lines), 0);
        }
    }
}
