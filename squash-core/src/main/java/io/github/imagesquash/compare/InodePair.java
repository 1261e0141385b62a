// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.compare;

import io.github.imagesquash.tree.Inode;

/**
 * Two inodes with a common name; equal to another pair with the same two instances.
 *
 * @param before the inode of the first tree
 * @param after the inode of the second tree
 */
record InodePair(Inode before, Inode after) {}
