// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.html;

/**
 * A figure of the image, before and after.
 *
 * @param title its title
 * @param unit its unit
 * @param before the value of the old image
 * @param after the value of the new image, or of the image that squash would write; equal to {@code before} if nothing
 *     changes
 */
public record Figure(String title, NumberFormat unit, long before, long after) {
    /** A figure with only one value. */
    public static Figure of(String title, NumberFormat unit, long value) {
        return new Figure(title, unit, value, value);
    }
}
