// SPDX-License-Identifier: Apache-2.0
/**
 * The words of the image specification as values: digests, names, descriptors, manifests, configs. They read and give
 * JSON and do no input or output of their own.
 */
package io.github.imagesquash.oci;
