// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

import io.github.imagesquash.blob.Compression;

/**
 * What squashing saves after compression. Both sides were compressed by the same encoder at the same level, so the
 * difference comes from squashing, and not from another encoder.
 *
 * @param compression the compression
 * @param level the level, within the compression's range
 * @param layersBytes size of the image's layers, each compressed separately, in bytes
 * @param squashedBytes size of the compressed layer that squash makes of them, in bytes
 */
public record CompressedEstimate(Compression compression, int level, long layersBytes, long squashedBytes) {
    /** What squashing saves, in bytes; below 0 if the result would be larger. */
    public long reclaimableBytes() {
        return layersBytes - squashedBytes;
    }
}
