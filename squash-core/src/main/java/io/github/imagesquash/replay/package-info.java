// SPDX-License-Identifier: Apache-2.0
/**
 * From layers to the file system that a container sees: each layer first removes the targets of its whiteouts from the
 * tree, then adds its own entries. Layers are verified as they are read. No method takes or returns null.
 */
package io.github.imagesquash.replay;
