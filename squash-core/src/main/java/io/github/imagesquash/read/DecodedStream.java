// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Printable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.MemoryLimitException;

/**
 * The output of a decoding library. It distinguishes errors in the data from failures to read them: libraries throw an
 * {@link IOException} for both, and some throw a {@link RuntimeException} for unexpected data.
 */
final class DecodedStream extends InputStream {
    private final InputStream decoded;
    private final Source source;
    private final String format;
    private final String where;

    private DecodedStream(InputStream decoded, Source source, String format, String where) {
        this.decoded = decoded;
        this.source = source;
        this.format = format;
        this.where = where;
    }

    static DecodedStream of(InputStream compressed, OuterCompression.Decoder decoder, String format, String where)
            throws IOException {
        Source source = new Source(compressed);
        try {
            return new DecodedStream(decoder.of(source), source, format, where);
        } catch (IOException | RuntimeException e) {
            throw described(e, source, format, where);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int start, int length) throws IOException {
        try {
            return decoded.read(buffer, start, length);
        } catch (IOException | RuntimeException e) {
            throw described(e, source, format, where);
        }
    }

    @Override
    public void close() throws IOException {
        decoded.close();
    }

    private static IOException described(Exception e, Source source, String format, String where) {
        if (e instanceof IOException failure && source.failed) {
            return failure;
        }
        if (e instanceof MemoryLimitException || e instanceof org.apache.commons.compress.MemoryLimitException) {
            return new InvalidImageException(where, format + " data needs more than 128 MiB of memory", e);
        }
        if (source.ended) {
            return new InvalidImageException(where, format + " data is truncated", e);
        }
        String reason = e.getMessage() == null ? "" : ": " + Printable.of(e.getMessage());
        return new InvalidImageException(where, format + " data is broken" + reason, e);
    }

    /** Records whether the compressed bytes ended or could not be read. */
    private static final class Source extends FilterInputStream {
        private boolean ended;
        private boolean failed;

        Source(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                int read = in.read();
                ended |= read < 0;
                return read;
            } catch (IOException e) {
                failed = true;
                throw e;
            }
        }

        @Override
        public int read(byte[] buffer, int start, int length) throws IOException {
            try {
                int read = in.read(buffer, start, length);
                ended |= read < 0;
                return read;
            } catch (IOException e) {
                failed = true;
                throw e;
            }
        }
    }
}
