// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

/**
 * What rules would have taken, and did not for one reason.
 *
 * @param reason what is named, and by what
 * @param paths how many names, directories included
 */
public record SparedPath(Reason reason, long paths) {}
