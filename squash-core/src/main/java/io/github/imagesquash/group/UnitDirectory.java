// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import io.github.imagesquash.tree.ImagePath;

/**
 * A directory with written entries. A layer with any of these has its entry, and those of all directories above it.
 *
 * @param number the number of the directory in the plan, a directory before its content; the root is 0
 * @param above the number of the directory above it; the root's own for the root
 * @param path its path
 * @param position its index in the plan's entries; negative for a root without one
 * @param bytes the maximum size of its entry
 */
record UnitDirectory(int number, int above, ImagePath path, int position, long bytes) {}
