// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

/** For which of an image's platforms something is done. */
public enum Platforms {
    /** The one that is selected. */
    ONE,
    /** All that it is there for. */
    ALL
}
