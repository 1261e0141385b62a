// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.blob.BlobEncoder;
import io.github.imagesquash.blob.BlobEncoders;
import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.group.LayerPlan;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;

/** Tells how many bytes layers take once they are stored: they are read and encoded as a whole, and thrown away. */
public final class LayerSizer {
    private final LayerEncoding encoding;

    /** @param encoding how the layers would be stored */
    public LayerSizer(LayerEncoding encoding) {
        this.encoding = encoding;
    }

    /** A tar, or what goes into it. */
    @FunctionalInterface
    private interface Content {
        void writeTo(ChunkPipeline out) throws IOException;
    }

    /** Forgets what it takes. */
    private static final class Counter extends OutputStream {
        private long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] array, int start, int length) {
            bytes += length;
        }
    }

    /**
     * The size of a planned layer with all its times, in bytes: just what {@link ImageWriter} stores for it.
     *
     * @param meter counts the bytes before they are encoded
     */
    public long storedBytes(LayerPlan.New plan, ByteMeter meter) throws IOException {
        LayerTar tar = new LayerTar(plan, new ModTimes(Instant.MAX));
        return storedBytes(tar.size(), out -> tar.writeTo(out, meter));
    }

    /**
     * The size of a layer whose tar is there already, in bytes.
     *
     * @param meter counts the bytes before they are encoded
     */
    public long storedBytes(FileRegion tar, ByteMeter meter) throws IOException {
        return storedBytes(tar.size(), out -> copy(tar, out, meter));
    }

    private static void copy(FileRegion tar, ChunkPipeline out, ByteMeter meter) throws IOException {
        for (long done = 0; done < tar.size(); ) {
            int room = out.room();
            int n = tar.read(done, out.array(), out.position(), room);
            out.advance(n);
            meter.passed(n);
            done += n;
        }
    }

    private long storedBytes(long size, Content content) throws IOException {
        Counter counter = new Counter();
        try (BlobEncoder encoder =
                        BlobEncoders.open(encoding.compression(), encoding.level(), size, encoding.threads(), counter);
                ChunkPipeline chunks = new ChunkPipeline(List.of((bytes, length) -> encoder.write(bytes, 0, length)))) {
            content.writeTo(chunks);
            chunks.finish();
            encoder.finish();
        }
        return counter.bytes;
    }
}
