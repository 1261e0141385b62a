// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

import io.github.imagesquash.blob.Compression;
import java.util.Optional;

/** How the new layer is compressed. */
public sealed interface Encoding {
    /**
     * The compression of most bytes of the input's layers, at the default level; none for an engine, and gzip instead
     * of none for a registry, from which engines download layers repeatedly.
     */
    record AsInput() implements Encoding {}

    /**
     * As requested.
     *
     * @param compression the algorithm
     * @param level 1 to 12 for gzip, 1 to 22 for zstd, 0 for none
     */
    record Chosen(Compression compression, int level) implements Encoding {
        public Chosen {
            compression.requireLevel(level);
        }
    }

    /**
     * zstd:chunked: layers of which engines can fetch only the files that they lack.
     *
     * @param level 1 to 22
     */
    record Chunked(int level) implements Encoding {
        public Chunked {
            Compression.ZSTD.requireLevel(level);
        }
    }

    /** The compression, unless it is that of the input. */
    default Optional<Compression> requested() {
        return switch (this) {
            case AsInput() -> Optional.empty();
            case Chosen chosen -> Optional.of(chosen.compression);
            case Chunked _ -> Optional.of(Compression.ZSTD);
        };
    }
}
