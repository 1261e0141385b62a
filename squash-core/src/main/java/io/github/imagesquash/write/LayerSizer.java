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

/** Computes the stored size of layers: they are read and encoded completely, and discarded. */
public final class LayerSizer {
    private final LayerEncoding encoding;

    /** @param encoding the encoding of the layers */
    public LayerSizer(LayerEncoding encoding) {
        this.encoding = encoding;
    }

    /** Writes a tar. */
    @FunctionalInterface
    private interface Content {
        void writeTo(ChunkPipeline out) throws IOException;
    }

    /** Discards its input. */
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
     * The size of a planned layer with all its times, in bytes, exactly as {@link ImageWriter} stores it.
     *
     * @param meter counts the bytes before they are encoded
     */
    public long storedBytes(LayerPlan.New plan, ByteMeter meter) throws IOException {
        LayerTar tar = new LayerTar(plan, new ModTimes(Instant.MAX));
        Counter counter = new Counter();
        return storedBytes(encoding.open(tar, counter), counter, out -> tar.writeTo(out, meter));
    }

    /**
     * The size of a layer with an existing tar, in bytes.
     *
     * @param meter counts the bytes before they are encoded
     */
    public long storedBytes(FileRegion tar, ByteMeter meter) throws IOException {
        Counter counter = new Counter();
        return storedBytes(
                BlobEncoders.open(encoding.compression(), encoding.level(), tar.size(), encoding.threads(), counter),
                counter,
                out -> copy(tar, out, meter));
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

    private static long storedBytes(BlobEncoder opened, Counter counter, Content content) throws IOException {
        try (BlobEncoder encoder = opened;
                ChunkPipeline chunks = new ChunkPipeline(List.of((bytes, length) -> encoder.write(bytes, 0, length)))) {
            content.writeTo(chunks);
            chunks.finish();
            encoder.finish();
        }
        return counter.bytes;
    }
}
