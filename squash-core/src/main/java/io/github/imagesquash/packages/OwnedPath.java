// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import io.github.imagesquash.tree.ImagePath;

/**
 * A file that a package owns.
 *
 * @param path its path in the tree, after following links; the database may have another one
 * @param claim the kind of ownership
 */
public record OwnedPath(ImagePath path, Ownership claim) {}
