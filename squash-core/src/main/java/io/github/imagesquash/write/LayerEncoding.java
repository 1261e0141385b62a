// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.blob.BlobEncoder;
import io.github.imagesquash.blob.BlobEncoders;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.chunked.ChunkedAnnotations;
import io.github.imagesquash.chunked.ChunkedEncoder;
import io.github.imagesquash.chunked.Frames;
import io.github.imagesquash.image.Layer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The encoding of stored layers.
 *
 * @param compression the algorithm
 * @param level within the algorithm's range
 * @param threads the number of threads for compression, at least 1; the bytes do not depend on it
 * @param frames for zstd, how the content is divided into frames
 */
public record LayerEncoding(Compression compression, int level, int threads, Frames frames) {
    public LayerEncoding {
        compression.requireLevel(level);
    }

    /** An encoding of each layer as a whole. */
    public LayerEncoding(Compression compression, int level, int threads) {
        this(compression, level, threads, Frames.ONE);
    }

    /** The encoding of layers of which engines can fetch single files. */
    public static LayerEncoding chunked(int level, int threads) {
        return new LayerEncoding(Compression.ZSTD, level, threads, Frames.OF_FILES);
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

    /**
     * The maximum encoded size of this number of bytes: incompressible content is stored with a small overhead. The
     * data about frames of files repeats the headers, and has less than a header's size for each entry.
     */
    long atMost(long bytes) {
        long data = frames == Frames.OF_FILES ? 2 * bytes : 0;
        return bytes + bytes / 100 + 4096 + data;
    }

    /** The annotations of a layer's descriptor that are as long as possible. */
    Map<String, String> largestAnnotations() {
        return frames == Frames.OF_FILES ? ChunkedAnnotations.largest() : Map.of();
    }

    /** How a layer is divided: frames of files require that engines can take every entry of it. */
    Frames framesOf(LayerTar tar) {
        return tar.chunkObstacle().isEmpty() ? frames : Frames.ONE;
    }

    /**
     * Opens an encoder of a layer.
     *
     * @param out receives the stored bytes; not closed
     */
    BlobEncoder open(LayerTar tar, OutputStream out) throws IOException {
        return framesOf(tar) == Frames.OF_FILES
                ? new ChunkedEncoder(tar.headers(), level, threads, out)
                : BlobEncoders.open(compression, level, tar.size(), threads, out);
    }
}
