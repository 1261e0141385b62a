// SPDX-License-Identifier: Apache-2.0
/**
 * Reads the databases that package managers keep in an image: the packages and the files that each owns. Databases are
 * untrusted: for any bytes, reading gives packages or a warning. No method takes or returns null.
 */
package io.github.imagesquash.packages;
