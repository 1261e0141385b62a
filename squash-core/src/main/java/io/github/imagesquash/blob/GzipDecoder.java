// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import io.github.imagesquash.message.InvalidImageException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The content of a gzip stream of any number of members (RFC 1952). {@code java.util.zip.GZIPInputStream} is no
 * replacement: it stops after a member if the source's {@code available()} is 0, and ignores bytes after the last one.
 */
final class GzipDecoder extends InputStream {
    private final GzipInput in;
    private final DecodeRules rules;
    private final String where;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private Position position = Position.START;

    private enum Position {
        START,
        IN_MEMBER,
        AFTER_MEMBER,
        END
    }

    GzipDecoder(InputStream compressed, DecodeRules rules, String where) {
        this.in = new GzipInput(compressed, where);
        this.rules = rules;
        this.where = where;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int start, int length) throws IOException {
        Objects.checkFromIndexSize(start, length, buffer.length);
        if (length == 0) {
            return 0;
        }
        while (position != Position.END) {
            if (position != Position.IN_MEMBER) {
                nextMember();
                continue;
            }
            int n = inflate(buffer, start, length);
            if (n > 0) {
                checksum.update(buffer, start, n);
                return n;
            }
            endMember();
        }
        return -1;
    }

    private void nextMember() throws IOException {
        if (in.isAtMember()) {
            GzipHeader.skip(in, where);
            inflater.reset();
            checksum.reset();
            position = Position.IN_MEMBER;
        } else if (position == Position.START) {
            throw new InvalidImageException(where, "not gzip data");
        } else {
            endOfMembers();
        }
    }

    private void endOfMembers() throws IOException {
        if (in.hasMore() && !(rules.padded() && in.drainZeros())) {
            if (!rules.lenient()) {
                throw new InvalidImageException(where, "bytes after the end of the gzip data");
            }
            in.drain();
            rules.onTrailingBytes().run();
        }
        position = Position.END;
    }

    /** @return at least 1, or 0 at the end of the member's content */
    private int inflate(byte[] buffer, int start, int length) throws IOException {
        try {
            int n = inflater.inflate(buffer, start, length);
            while (n == 0 && !inflater.finished()) {
                if (!inflater.needsInput()) {
                    throw new InvalidImageException(where, "gzip data is broken");
                }
                in.feed(inflater);
                n = inflater.inflate(buffer, start, length);
            }
            return n;
        } catch (DataFormatException e) {
            throw new InvalidImageException(where, "gzip data is broken: " + e.getMessage(), e);
        }
    }

    private void endMember() throws IOException {
        in.takeBack(inflater);
        long storedChecksum = in.nextInt();
        long storedSize = in.nextInt();
        if (storedChecksum != checksum.getValue()) {
            throw InvalidImageException.mismatch(where, "gzip checksum", hex(storedChecksum), hex(checksum.getValue()));
        }
        long size = inflater.getBytesWritten() & 0xffff_ffffL;
        if (storedSize != size) {
            throw InvalidImageException.mismatch(where, "gzip size modulo 2^32", storedSize, size);
        }
        position = Position.AFTER_MEMBER;
    }

    private static String hex(long value) {
        return String.format("%08x", value);
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
