// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.group.LayerPlan;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;

/** Writes a file system as a tar without an image around it: the bytes of the layer that has all of it. */
public final class ExportedTar {
    private final LayerTar tar;

    /** @param plan all entries, with all their times */
    public ExportedTar(LayerPlan.New plan) {
        this.tar = new LayerTar(plan, new ModTimes(Instant.MAX));
    }

    /** The size of the tar, in bytes. */
    public long size() {
        return tar.size();
    }

    /**
     * Writes the tar.
     *
     * @param out receives it; it is flushed, not closed
     * @param meter counts the bytes
     */
    public void writeTo(OutputStream out, ByteMeter meter) throws IOException {
        try (ChunkPipeline chunks = new ChunkPipeline(List.of((bytes, length) -> out.write(bytes, 0, length)))) {
            tar.writeTo(chunks, meter);
            chunks.finish();
        }
        out.flush();
    }
}
