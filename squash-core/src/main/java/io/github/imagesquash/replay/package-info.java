// SPDX-License-Identifier: Apache-2.0
/**
 * From layers to the file system that a container sees: each layer first removes from the tree what its whiteouts
 * name, then adds what it has. Layers are verified as they are read. No method takes or returns null.
 */
package io.github.imagesquash.replay;
