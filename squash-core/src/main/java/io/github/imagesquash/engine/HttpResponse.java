// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.engine;

import io.github.imagesquash.message.Printable;
import io.github.imagesquash.oci.OciJson;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A response of HTTP/1.1 (RFC 9112) on a connection that is not reused.
 *
 * @param status such as 200
 * @param body the bytes after the head, without the framing of a transfer encoding; closing it closes the connection
 */
record HttpResponse(int status, InputStream body) implements AutoCloseable {
    private static final int BUFFER_SIZE = 1 << 16;
    private static final int LONGEST_LINE = 1 << 14;
    private static final int CONTINUE = 100;

    /** Reads the head. */
    static HttpResponse read(SocketChannel channel, String where) throws IOException {
        InputStream in = new BufferedInputStream(Channels.newInputStream(channel), BUFFER_SIZE);
        String line = line(in, where);
        while (statusOf(line, where) == CONTINUE) {
            readHeaders(in, where);
            line = line(in, where);
        }
        return new HttpResponse(statusOf(line, where), readHeaders(in, where) ? new ChunkedInput(in, where) : in);
    }

    /** A body as text, truncated at the maximum size of a JSON document. */
    String text() throws IOException {
        return new String(body.readNBytes(OciJson.MAX_BYTES), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        body.close();
    }

    /** A line up to CR LF, without it. */
    static String line(InputStream in, String where) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.length() == LONGEST_LINE) {
                throw new IOException(where + ": the connection ended within a line of the response's head");
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    /** Reads to the end of the head; returns whether the body is in chunks. */
    private static boolean readHeaders(InputStream in, String where) throws IOException {
        boolean chunked = false;
        for (String line = line(in, where); !line.isEmpty(); line = line(in, where)) {
            chunked |= line.toLowerCase(Locale.ROOT).matches("transfer-encoding: *chunked");
        }
        return chunked;
    }

    private static int statusOf(String line, String where) throws IOException {
        if (!line.matches("HTTP/1\\.[01] [1-5][0-9]{2}.*")) {
            throw new IOException(where + ": this is not an engine; it answers \"" + Printable.of(line) + "\"");
        }
        return Integer.parseInt(line.substring(9, 12));
    }
}
