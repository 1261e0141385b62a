// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import io.github.imagesquash.tree.ImagePath;

/**
 * A directory of which something is written. A layer that has anything of it has its entry, and those of all above it.
 *
 * @param number counts the places of a plan, a directory before what is in it; the root is 0
 * @param above the number of the directory that holds it; the root's own for the root
 * @param path where it is
 * @param position which of the plan's entries it is; negative for a root without one
 * @param bytes what its entry takes at most
 */
record UnitDirectory(int number, int above, ImagePath path, int position, long bytes) {}
