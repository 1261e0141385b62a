// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import io.github.imagesquash.oci.Digest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Map;

/** How a reader gets the uncompressed bytes of a layer that other images have too. */
public sealed interface Inflation {
    /**
     * What the bytes were verified against.
     *
     * @param diffId the digest of the uncompressed bytes
     * @param annotations the layer's annotations, which may describe its content
     */
    record Promise(Digest diffId, Map<String, String> annotations) {
        public Promise {
            annotations = Map.copyOf(annotations);
        }
    }

    /**
     * Another reader has inflated and verified it.
     *
     * @param tar stays there until the image is finished
     */
    record Known(FileRegion tar) implements Inflation {}

    /** This reader inflates it on its own. */
    record Alone() implements Inflation {}

    /** This reader inflates it for all, who wait for that. If it fails or stops, another one does it. */
    non-sealed interface Begun extends Inflation, AutoCloseable {
        /** Receives the uncompressed bytes. */
        FileChannel channel();

        /** All bytes are there, and are verified. */
        void complete(FileRegion tar);

        @Override
        void close() throws IOException;
    }
}
