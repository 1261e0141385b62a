// SPDX-License-Identifier: Apache-2.0
/**
 * The differences of two images: their merged trees path by path, file contents byte by byte, and their configs key by
 * key. Differences are values; nothing is written here. No method takes or returns null.
 */
package io.github.imagesquash.compare;
