// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.compare;

import java.util.Locale;

/** The attributes in which a path can differ, in the order of the report. */
public enum Attribute {
    /** The kind of file, see {@link FileType}. */
    TYPE,
    /** Permission bits, with setuid, setgid and sticky. */
    MODE,
    /** User and group, as numbers. */
    OWNER,
    /** Size of a regular file's content, in bytes. */
    SIZE,
    /** A regular file's content. */
    CONTENT,
    /** The target of a symbolic link. */
    TARGET,
    /** A device's numbers. */
    DEVICE,
    /** The time of the last modification, to the nanosecond. */
    MTIME,
    /** An extended attribute, or another PAX record that is kept. */
    XATTR,
    /** The names in the image of the same inode. */
    LINKS;

    /** The name that users type and read: the constant's, in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
