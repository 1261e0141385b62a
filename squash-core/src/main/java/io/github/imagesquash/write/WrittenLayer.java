// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.replay.ReplayedLayer;
import java.util.stream.Stream;

/**
 * A written layer.
 *
 * @param diffId the digest of its uncompressed tar
 * @param descriptor the digest and size of the stored bytes
 * @param entries the number of its tar's entries
 * @param fileBytes size of its files' content and of its symbolic links' targets, in bytes
 * @param uncompressedBytes the size of its tar, in bytes
 * @param read whether entries and bytes before compression are known; otherwise they are 0
 * @param kept whether it is an unchanged layer of the source
 */
public record WrittenLayer(
        Digest diffId,
        Descriptor descriptor,
        long entries,
        long fileBytes,
        long uncompressedBytes,
        boolean read,
        boolean kept) {
    WrittenLayer inDockerFormat() {
        return new WrittenLayer(diffId, descriptor.inDockerFormat(), entries, fileBytes, uncompressedBytes, read, kept);
    }

    /** How it is stored: its media type is made from its compression, for kept layers from the one found. */
    public Compression compression() {
        String type = descriptor.mediaType().text();
        return Stream.of(Compression.GZIP, Compression.ZSTD)
                .filter(compression -> type.endsWith(compression.toString()))
                .findFirst()
                .orElse(Compression.NONE);
    }

    /** A copied layer. */
    static WrittenLayer kept(ReplayedLayer layer, Descriptor descriptor) {
        return new WrittenLayer(
                layer.layer().diffId(),
                descriptor,
                layer.entries(),
                layer.fileBytes(),
                layer.uncompressedBytes(),
                layer.read(),
                true);
    }
}
