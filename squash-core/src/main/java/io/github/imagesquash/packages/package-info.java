// SPDX-License-Identifier: Apache-2.0
/**
 * Reads the databases that package managers keep in an image: which packages there are, and which files each owns. What a
 * database says is a stranger's word: whatever its bytes are, reading it gives packages or a warning. No method takes or
 * returns null.
 */
package io.github.imagesquash.packages;
