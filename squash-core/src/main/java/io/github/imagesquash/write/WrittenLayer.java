// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.replay.ReplayedLayer;

/**
 * A layer as it was written.
 *
 * @param diffId the digest of its uncompressed tar
 * @param descriptor the digest and size, in bytes, of what is stored
 * @param entries how many entries its tar has
 * @param uncompressedBytes the size of its tar, in bytes
 * @param read whether entries and uncompressed bytes are known; else they are 0
 * @param kept whether it is a layer of the source, as it was
 */
public record WrittenLayer(
        Digest diffId, Descriptor descriptor, long entries, long uncompressedBytes, boolean read, boolean kept) {
    WrittenLayer inDockerFormat() {
        return new WrittenLayer(diffId, descriptor.inDockerFormat(), entries, uncompressedBytes, read, kept);
    }

    /** One that was copied. */
    static WrittenLayer kept(ReplayedLayer layer, Descriptor descriptor) {
        return new WrittenLayer(
                layer.layer().diffId(), descriptor, layer.entries(), layer.uncompressedBytes(), layer.read(), true);
    }
}
