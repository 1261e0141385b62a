// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import java.util.Map;
import java.util.TreeMap;

/** Annotations of a layer's descriptor that tell an engine where the table of contents is. */
public final class ChunkedAnnotations {
    static final String CHECKSUM = "io.github.containers.zstd-chunked.manifest-checksum";
    static final String POSITION = "io.github.containers.zstd-chunked.manifest-position";
    static final String TAR_SPLIT_POSITION = "io.github.containers.zstd-chunked.tarsplit-position";

    /** The first generation, up to containers/storage 1.45, which knew no tar-split data. */
    static final String FIRST_CHECKSUM = "io.containers.zstd-chunked.manifest-checksum";

    static final String FIRST_POSITION = "io.containers.zstd-chunked.manifest-position";

    private ChunkedAnnotations() {}

    /** Whether a layer has a table of contents, according to its annotations. */
    public static boolean isIn(Map<String, String> annotations) {
        return annotations.containsKey(CHECKSUM) || annotations.containsKey(FIRST_CHECKSUM);
    }

    /** Annotations at least as long as any that a layer gets, for documents whose size has to be known before. */
    public static Map<String, String> largest() {
        return of(
                new ChunkedFooter(
                        new ChunkedFooter.Part(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE),
                        new ChunkedFooter.Part(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE)),
                "sha256:" + "0".repeat(64),
                ChunkedSupport.ALL);
    }

    static Map<String, String> of(ChunkedFooter footer, String checksum, ChunkedSupport support) {
        Map<String, String> annotations = new TreeMap<>();
        String position = footer.table() + ":" + ChunkedFooter.TYPE;
        annotations.put(CHECKSUM, checksum);
        annotations.put(POSITION, position);
        annotations.put(TAR_SPLIT_POSITION, footer.tarSplit().toString());
        if (support == ChunkedSupport.ALL) {
            annotations.put(FIRST_CHECKSUM, checksum);
            annotations.put(FIRST_POSITION, position);
        }
        return annotations;
    }
}
