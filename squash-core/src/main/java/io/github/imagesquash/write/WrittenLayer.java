// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.replay.ReplayedLayer;

/**
 * A written layer.
 *
 * @param diffId the digest of its uncompressed tar
 * @param descriptor the digest and size of the stored bytes
 * @param entries the number of its tar's entries
 * @param uncompressedBytes the size of its tar, in bytes
 * @param read whether entries and uncompressed bytes are known; otherwise they are 0
 * @param kept whether it is an unchanged layer of the source
 */
public record WrittenLayer(
        Digest diffId, Descriptor descriptor, long entries, long uncompressedBytes, boolean read, boolean kept) {
    WrittenLayer inDockerFormat() {
        return new WrittenLayer(diffId, descriptor.inDockerFormat(), entries, uncompressedBytes, read, kept);
    }

    /** A copied layer. */
    static WrittenLayer kept(ReplayedLayer layer, Descriptor descriptor) {
        return new WrittenLayer(
                layer.layer().diffId(), descriptor, layer.entries(), layer.uncompressedBytes(), layer.read(), true);
    }
}
