// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.compare;

import io.github.imagesquash.tree.Inode;

/**
 * Two inodes that have a name in common; equal to another pair of the very same two.
 *
 * @param before of the first tree
 * @param after of the second tree
 */
record InodePair(Inode before, Inode after) {}
