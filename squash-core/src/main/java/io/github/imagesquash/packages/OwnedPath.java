// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import io.github.imagesquash.tree.ImagePath;

/**
 * A file that a package owns.
 *
 * @param path where it is in the tree, links on the way followed, whatever the database calls it
 * @param claim how the database holds on to it
 */
public record OwnedPath(ImagePath path, Ownership claim) {}
