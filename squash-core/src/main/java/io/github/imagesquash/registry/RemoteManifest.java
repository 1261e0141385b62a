// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import io.github.imagesquash.oci.Digest;

/**
 * A manifest or an index as stored in a registry.
 *
 * @param bytes the document, not to be changed
 * @param digest its digest, which is that of the address if it has one
 */
public record RemoteManifest(byte[] bytes, Digest digest) {}
