// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.github.imagesquash.message.InvalidImageException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The content of any number of zstd and skippable frames (RFC 8878), whose windows are at most 128 MiB. */
final class ZstdDecoder extends FilterInputStream {
    private final Source source;
    private final String where;

    private ZstdDecoder(Source source, String where) throws IOException {
        super(new ZstdInputStreamNoFinalizer(source));
        this.source = source;
        this.where = where;
    }

    static ZstdDecoder open(InputStream compressed, String where) throws IOException {
        ZstdLibrary.require();
        return new ZstdDecoder(new Source(compressed), where);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int start, int length) throws IOException {
        try {
            int n = in.read(buffer, start, length);
            if (n < 0 && source.isEmpty()) {
                throw new InvalidImageException(where, "zstd data is truncated");
            }
            return n;
        } catch (ZstdIOException e) {
            throw refused(e);
        }
    }

    @Override
    public long skip(long bytes) throws IOException {
        byte[] skipped = new byte[Math.clamp(bytes, 0, 1 << 16)];
        return skipped.length == 0 ? 0 : Math.max(0, read(skipped));
    }

    private InvalidImageException refused(ZstdIOException e) {
        boolean window = e.getErrorCode() == Zstd.errFrameParameterWindowTooLarge();
        return source.isAtEnd() && !window
                ? new InvalidImageException(where, "zstd data is truncated", e)
                : broken(e, e.getErrorCode(), where);
    }

    /** The failure for data that the library refuses. */
    static InvalidImageException broken(Exception e, long errorCode, String where) {
        return errorCode == Zstd.errFrameParameterWindowTooLarge()
                ? new InvalidImageException(
                        where,
                        "zstd data requires a window of more than 128 MiB, which container engines refuse as well",
                        e)
                : new InvalidImageException(where, "zstd data is broken: " + e.getMessage(), e);
    }

    /** Notes whether the compressed bytes began and ended. */
    private static final class Source extends FilterInputStream {
        private boolean empty = true;
        private boolean atEnd;

        Source(InputStream in) {
            super(in);
        }

        boolean isEmpty() {
            return empty;
        }

        boolean isAtEnd() {
            return atEnd;
        }

        @Override
        public int read(byte[] buffer, int start, int length) throws IOException {
            int n = in.read(buffer, start, length);
            empty &= n <= 0;
            atEnd |= n < 0;
            return n;
        }
    }
}
