// SPDX-License-Identifier: Apache-2.0
/**
 * Bytes at rest: regions of files, the spool for what cannot be read twice, and the codecs that layers are
 * compressed with. What the codecs write depends on their input alone, not on threads or machines. No method takes
 * or returns null.
 */
package io.github.imagesquash.blob;
