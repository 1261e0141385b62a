// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.tree.ImagePath;

/**
 * A file or directory of an image that its config names, or a script that it starts.
 *
 * @param path where it is, as it is named; links on the way are not followed
 * @param kind what of it is meant
 * @param by what names it: a setting of the config, or a script
 */
record NamedPath(ImagePath path, Kind kind, String by) {
    /** What of a path is meant. */
    enum Kind {
        /** A file. */
        FILE,
        /** A directory, which may be named for some of what is below it. */
        DIRECTORY,
        /** A directory that a command or a volume names, so that all below it is meant. */
        WHOLE_DIRECTORY
    }

    Reason reason() {
        return new Reason(path, by);
    }
}
