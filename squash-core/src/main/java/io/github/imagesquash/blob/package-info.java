// SPDX-License-Identifier: Apache-2.0
/**
 * Stored bytes: regions of files, the spool for bytes that cannot be read twice, and the codecs of layers. The output
 * of the codecs depends only on their input, not on threads or machines. No method takes or returns null.
 */
package io.github.imagesquash.blob;
