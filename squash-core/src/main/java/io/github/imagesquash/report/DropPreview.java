// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

/**
 * What a set of rules alone would leave out of an image.
 *
 * @param set its name for {@code --drop}
 * @param about a description in a few words
 * @param paths the number of names, including directories
 * @param bytes size of the content of the files
 */
public record DropPreview(String set, String about, long paths, long bytes) {}
