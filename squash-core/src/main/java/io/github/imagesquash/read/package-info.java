// SPDX-License-Identifier: Apache-2.0
/**
 * From an archive or a registry to an image: finds the members of the outer tar or directory, reads the control files
 * of any producer, and chooses one image. Layers are found here and read later.
 */
package io.github.imagesquash.read;
