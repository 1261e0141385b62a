// SPDX-License-Identifier: Apache-2.0
/**
 * Finds where an image's bytes are: what became of each entry of each layer, and what that costs. Contents are read
 * only for secrets and for duplicates. No method takes or returns null.
 */
package io.github.imagesquash.analyze;
