// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.html;

/**
 * A figure of the image, before and after.
 *
 * @param title what it is the figure of
 * @param unit what is counted
 * @param before of the image as it was
 * @param after of the image as it is, or would be; equal to {@code before} where nothing changes or nothing was done
 */
public record Figure(String title, NumberFormat unit, long before, long after) {
    /** A figure that is only given once. */
    public static Figure of(String title, NumberFormat unit, long value) {
        return new Figure(title, unit, value, value);
    }
}
