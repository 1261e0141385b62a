// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.engine;

import java.io.IOException;
import java.io.InputStream;

/**
 * Decodes the chunks of RFC 9112, section 7.1. A connection that ends before the last chunk is a failure, not the end.
 */
final class ChunkedInput extends InputStream {
    private final InputStream in;
    private final String where;
    private long left;
    private boolean first = true;
    private boolean ended;

    /** @param in begins with the first chunk's size */
    ChunkedInput(InputStream in, String where) {
        this.in = in;
        this.where = where;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int start, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int read = in.read(buffer, start, (int) Math.min(length, left));
        if (read < 0) {
            throw new IOException(where + ": the connection ended before the engine had sent everything");
        }
        left -= read;
        return read;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void nextChunk() throws IOException {
        if (!first) {
            HttpResponse.line(in, where);
        }
        first = false;
        String size = HttpResponse.line(in, where).replaceFirst("[ \t]*;.*", "");
        if (!size.matches("[0-9a-fA-F]{1,15}")) {
            throw new IOException(where + ": the response has the transfer encoding chunked, but is not in chunks");
        }
        left = Long.parseLong(size, 16);
        ended = left == 0;
    }
}
