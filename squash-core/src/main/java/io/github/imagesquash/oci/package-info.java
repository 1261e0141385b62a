// SPDX-License-Identifier: Apache-2.0
/**
 * The terms of the image specification as values: digests, names, descriptors, manifests, configs. They parse and write
 * JSON, and do no input or output themselves.
 */
package io.github.imagesquash.oci;
