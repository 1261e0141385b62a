// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.image.Layer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How layers are stored.
 *
 * @param compression the algorithm
 * @param level within the algorithm's range
 * @param threads how many threads may compress, at least 1; the bytes do not depend on it
 */
public record LayerEncoding(Compression compression, int level, int threads) {
    public LayerEncoding {
        compression.requireLevel(level);
    }

    /** The compression that most stored bytes of some layers have, at its default level; of equals the plainer one. */
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

    /** This, or another compression at its default level where this is none. */
    public LayerEncoding compressedBy(Compression other) {
        return compression == Compression.NONE ? new LayerEncoding(other, other.defaultLevel(), threads) : this;
    }

    /** The most bytes that this many can become: incompressible content is stored with a little around it. */
    long atMost(long bytes) {
        return bytes + bytes / 100 + 4096;
    }
}
