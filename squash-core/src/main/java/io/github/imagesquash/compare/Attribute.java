// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.compare;

import java.util.Locale;

/** What a path can differ in, in the order in which it is reported. */
public enum Attribute {
    /** What kind of file it is, see {@link FileType}. */
    TYPE,
    /** Permission bits, with setuid, setgid and sticky. */
    MODE,
    /** User and group, as numbers. */
    OWNER,
    /** Bytes of a regular file's content. */
    SIZE,
    /** A regular file's content. */
    CONTENT,
    /** What a symbolic link points at. */
    TARGET,
    /** A device's numbers. */
    DEVICE,
    /** The time of the last modification, to the nanosecond. */
    MTIME,
    /** An extended attribute, or another PAX record that is kept. */
    XATTR,
    /** Which names of the image mean the same inode. */
    LINKS;

    /** The name that users type and read: the constant's, in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
