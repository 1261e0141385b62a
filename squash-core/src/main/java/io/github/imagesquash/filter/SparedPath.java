// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

/**
 * Files that rules would have removed, and spared for one reason.
 *
 * @param reason the named path, and the place that names it
 * @param paths the number of names, including directories
 */
public record SparedPath(Reason reason, long paths) {}
