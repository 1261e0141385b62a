// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

/** How a package database lists a file. */
public enum Ownership {
    /** It is listed, and no tool reports if it is lost or changed. */
    LISTED,
    /**
     * It is listed with a checksum or the like: the package manager's own verification ({@code dpkg --verify}, {@code
     * apk audit}, {@code rpm --verify}) reports if it is lost or changed.
     */
    CHECKED,
    /** As {@link #CHECKED}, but a configuration file, which the administrator may change. */
    CONFIGURATION
}
