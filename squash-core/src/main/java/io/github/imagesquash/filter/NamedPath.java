// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.tree.ImagePath;

/**
 * A file or directory of an image that its config names, or a script that it starts.
 *
 * @param path the path as it is named; links on the way are not followed
 * @param kind the part that is named
 * @param by the setting of the config or the script that names it
 */
record NamedPath(ImagePath path, Kind kind, String by) {
    /** The named part of a path. */
    enum Kind {
        /** A file. */
        FILE,
        /** A directory, which may be named for a part of its content. */
        DIRECTORY,
        /** A directory that a command or a volume names, so everything below it is named. */
        WHOLE_DIRECTORY
    }

    Reason reason() {
        return new Reason(path, by);
    }
}
