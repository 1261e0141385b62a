// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

/**
 * A layer of a previous image, and the part that the new image uses. Only contents of files count: headers are small,
 * and the value of whiteouts and directories cannot be determined.
 *
 * @param number 1 for the base
 * @param bytes size of the content of its files
 * @param alive size of the content of those that the new image has in the same place, with equal attributes
 */
public record ReusableLayer(int number, long bytes, long alive) {
    public ReusableLayer {
        if (alive < 0 || alive > bytes) {
            throw new IllegalArgumentException("layer " + number + ": " + alive + " of " + bytes + " bytes");
        }
    }

    /** The size of the content that the new image does not have. */
    long dead() {
        return bytes - alive;
    }
}
