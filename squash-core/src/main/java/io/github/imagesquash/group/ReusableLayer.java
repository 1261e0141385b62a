// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

/**
 * A layer of a previous image, and what the new one has of it. Only contents of files count: headers are small, and what
 * whiteouts and directories are worth cannot be told.
 *
 * @param number 1 for the base
 * @param bytes the content of its files
 * @param alive the content of those that the new image has in the same place, with all attributes alike
 */
public record ReusableLayer(int number, long bytes, long alive) {
    public ReusableLayer {
        if (alive < 0 || alive > bytes) {
            throw new IllegalArgumentException("layer " + number + ": " + alive + " of " + bytes + " bytes");
        }
    }

    /** The content that the new image does not have. */
    long dead() {
        return bytes - alive;
    }
}
