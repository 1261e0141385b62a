// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

import io.github.imagesquash.blob.Compression;

/**
 * What squashing gives back after compression. Both sides were compressed by the same encoder at the same level, so that the
 * difference is what squashing does, and not what another encoder would.
 *
 * @param compression how
 * @param level within the compression's range
 * @param layersBytes what the image's layers take, each compressed by itself, in bytes
 * @param squashedBytes what the layer takes that squash makes of them, in bytes
 */
public record CompressedEstimate(Compression compression, int level, long layersBytes, long squashedBytes) {
    /** What squashing gives back, in bytes; below 0 if the result would be larger. */
    public long reclaimableBytes() {
        return layersBytes - squashedBytes;
    }
}
