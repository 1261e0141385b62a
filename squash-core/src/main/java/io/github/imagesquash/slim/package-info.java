// SPDX-License-Identifier: Apache-2.0
/**
 * Decides which packages an image needs: those that own something reachable from what the image runs, and what they
 * depend on. Each decision has its reason, as a chain of links from a root. Nothing is run. No method takes or returns
 * null.
 */
package io.github.imagesquash.slim;
