// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/** The bytes of a tar. Knows blocks and the end of the current entry's content. It does not read ahead. */
final class BlockReader {
    private static final int BUFFER = 64 << 10;

    private final TarInput in;
    /** The first bytes, until a header is found; they identify other formats. */
    private final ByteArrayOutputStream start = new ByteArrayOutputStream();

    private boolean foundHeader;
    private long contentEnd;

    BlockReader(TarInput in) {
        this.in = in;
        this.contentEnd = in.position();
    }

    /** Bytes since the beginning of the tar. */
    long position() {
        return in.position();
    }

    /** Fills one block; false if the input has ended before its first byte. */
    boolean readBlock(byte[] block) throws IOException, MalformedTarException {
        int length = fill(block);
        if (length > 0 && length < block.length) {
            throw new MalformedTarException("the archive ends inside a header");
        }
        return length > 0;
    }

    /** Reads a required number of bytes. */
    byte[] read(int size) throws IOException, MalformedTarException {
        byte[] bytes = new byte[size];
        if (fill(bytes) < size) {
            throw new MalformedTarException("the archive ends inside a header");
        }
        return bytes;
    }

    /** Records that content of this many bytes follows. */
    void contentFollows(long size) throws MalformedTarException {
        if (size < 0 || size > Long.MAX_VALUE - HeaderBlock.SIZE - in.position()) {
            throw new MalformedTarException("impossible size of " + size + " bytes");
        }
        contentEnd = in.position() + size;
    }

    /** The unread part of the content, in bytes. */
    long contentLeft() {
        return contentEnd - in.position();
    }

    /** Skips the rest of the content and its padding. */
    void skipContent() throws IOException, MalformedTarException {
        long left = contentLeft();
        if (left > 0 && in.skip(left) < left) {
            throw new MalformedTarException("the archive ends inside the entry's content");
        }
        long padding = contentEnd + TarEncoder.padding(contentEnd) - in.position();
        if (padding > 0) {
            // The padding may be missing at the very end: then the next header is missing too, which ends the tar.
            in.skip(padding);
        }
    }

    /** Records that the last block was a header, so this is a tar. */
    void foundHeader() {
        foundHeader = true;
    }

    /** Whether there was a header. */
    boolean hasFoundHeader() {
        return foundHeader;
    }

    /** The format if this is not a tar; empty after a header was found. */
    Optional<String> foreignFormat() throws IOException {
        if (foundHeader) {
            return Optional.empty();
        }
        fill(new byte[Math.max(0, ForeignFormat.REACH - start.size())]);
        return ForeignFormat.of(start.toByteArray());
    }

    /**
     * Reads to the end of the input.
     *
     * @return the number of bytes from the first non-zero byte on
     */
    long readRest() throws IOException {
        byte[] buffer = new byte[BUFFER];
        long count = 0;
        for (int n = fill(buffer); n > 0; n = fill(buffer)) {
            int first = 0;
            while (count == 0 && first < n && buffer[first] == 0) {
                first++;
            }
            count += n - first;
        }
        return count;
    }

    private int fill(byte[] bytes) throws IOException {
        int length = 0;
        while (length < bytes.length) {
            int n = in.read(bytes, length, bytes.length - length);
            if (n < 0) {
                break;
            }
            length += n;
        }
        if (!foundHeader && start.size() < ForeignFormat.REACH) {
            start.write(bytes, 0, Math.min(length, ForeignFormat.REACH - start.size()));
        }
        return length;
    }
}
