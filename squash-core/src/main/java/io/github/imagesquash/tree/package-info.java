// SPDX-License-Identifier: Apache-2.0
/**
 * A file system in memory, structured as in the kernel: directories give names to inodes, so deleted and replaced names
 * and hard links need no special case. Contents stay where they are on disk. No method takes or returns null.
 */
package io.github.imagesquash.tree;
