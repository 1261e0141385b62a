// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

/**
 * What a set of rules would leave out of an image if it alone were applied.
 *
 * @param set what {@code --drop} calls it
 * @param about what is in it, in a few words
 * @param paths how many names would go, directories included
 * @param bytes the content of the files that would go with them
 */
public record DropPreview(String set, String about, long paths, long bytes) {}
