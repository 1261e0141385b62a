// SPDX-License-Identifier: Apache-2.0
/**
 * Answers each of the ten known ways to make an image smaller, with evidence from the image and what to do. No method takes or
 * returns null.
 */
package io.github.imagesquash.advise;
