// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Whole blobs in memory through the encoders and decoders under test. */
final class Codec {
    /** What errors are expected to begin with. */
    static final String WHERE = "old.tar: layer 3";

    private Codec() {}

    static byte[] encode(Compression compression, byte[] content) throws IOException {
        return encode(compression, compression.defaultLevel(), 2, content, 1 << 16);
    }

    /** @param writeSize how many bytes each write brings, but for the last */
    static byte[] encode(Compression compression, int level, int threads, byte[] content, int writeSize)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (BlobEncoder encoder = BlobEncoders.open(compression, level, content.length, threads, out)) {
            for (int start = 0; start < content.length; start += writeSize) {
                encoder.write(content, start, Math.min(writeSize, content.length - start));
            }
            encoder.finish();
        }
        return out.toByteArray();
    }

    static byte[] decode(Compression compression, byte[] stored) throws IOException {
        return decode(compression, stored, DecodeRules.STRICT);
    }

    static byte[] decode(Compression compression, byte[] stored, DecodeRules rules) throws IOException {
        try (InputStream content = compression.decompress(new SlowSource(stored), rules, WHERE)) {
            return content.readAllBytes();
        }
    }

    /** Joins blobs. */
    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** As a pipe does, returns fewer bytes than asked for and never says that more are available. */
    private static final class SlowSource extends ByteArrayInputStream {
        SlowSource(byte[] bytes) {
            super(bytes);
        }

        @Override
        public int read(byte[] buffer, int start, int length) {
            return super.read(buffer, start, Math.min(length, 1000));
        }

        @Override
        public int available() {
            return 0;
        }
    }
}
