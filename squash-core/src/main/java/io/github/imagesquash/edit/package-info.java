// SPDX-License-Identifier: Apache-2.0
/**
 * Changes of an image's config in Docker's own words, as {@code docker commit --change} takes them, and the removal of
 * build arguments from its history. Text is parsed into {@link io.github.imagesquash.edit.ConfigEdit edits} before any image
 * is read; applying them is a pure function of the config. No method takes or returns null.
 */
package io.github.imagesquash.edit;
