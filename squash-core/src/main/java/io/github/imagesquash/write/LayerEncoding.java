// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.image.Layer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The encoding of stored layers.
 *
 * @param compression the algorithm
 * @param level within the algorithm's range
 * @param threads the number of threads for compression, at least 1; the bytes do not depend on it
 */
public record LayerEncoding(Compression compression, int level, int threads) {
    public LayerEncoding {
        compression.requireLevel(level);
    }

    /** The compression of most stored bytes of some layers, at its default level; of equal ones the simpler one. */
    public static LayerEncoding asMostOf(List<Layer> layers, int threads) {
        Map<Compression, Long> bytes = new EnumMap<>(Compression.class);
        layers.forEach(layer -> bytes.merge(layer.compression(), layer.blob().size(), Long::sum));
        Compression most = Compression.NONE;
        for (Map.Entry<Compression, Long> entry : bytes.entrySet()) {
            if (entry.getValue() > bytes.getOrDefault(most, 0L)) {
                most = entry.getKey();
            }
        }
        return new LayerEncoding(most, most.defaultLevel(), threads);
    }

    /** This encoding, or another compression at its default level if this one does not compress. */
    public LayerEncoding compressedBy(Compression other) {
        return compression == Compression.NONE ? new LayerEncoding(other, other.defaultLevel(), threads) : this;
    }

    /** The maximum encoded size of this number of bytes: incompressible content is stored with a small overhead. */
    long atMost(long bytes) {
        return bytes + bytes / 100 + 4096;
    }
}
