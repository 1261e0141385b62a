// SPDX-License-Identifier: Apache-2.0
/**
 * Decides which entry goes into which new layer, and in which order. Plans are values; nothing is written here. No
 * method takes or returns null.
 */
package io.github.imagesquash.group;
