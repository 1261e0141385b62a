// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import io.github.imagesquash.blob.Compression;
import java.util.Map;

/** What the stored form of a layer is called in reports. */
public final class StoredForm {
    private static final String CHUNKED = "zstd:chunked";

    private StoredForm() {}

    /**
     * {@code zstd:chunked} for a layer of which engines can fetch single files, otherwise the compression.
     *
     * @param annotations of the layer's descriptor
     */
    public static String name(Compression compression, Map<String, String> annotations) {
        boolean chunked =
                compression == Compression.ZSTD && ChunkedClaim.of(annotations).isPresent();
        return chunked ? CHUNKED : compression.toString();
    }
}
