// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.tree.ImagePath;

/**
 * A file that another file needs.
 *
 * @param target its path, without links on the way
 * @param strength how sure that is
 * @param how why, in a few words
 */
record Edge(ImagePath target, Strength strength, String how) {}
