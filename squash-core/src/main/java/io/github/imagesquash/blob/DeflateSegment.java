// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import io.github.imagesquash.blob.DeflateWalker.LastBlock;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A part of the content and its deflate data, which depends on nothing else. The data of every segment except the last
 * stays open at its end, so that the concatenated segments are a single deflate stream.
 */
final class DeflateSegment {
    /** An empty stored block takes up to 5 bytes: 3 bits, filled up to a whole byte, and the sizes 0 and ~0. */
    private static final int EMPTY_BLOCK_LIMIT = 5;

    private final byte[] content;
    private byte[] deflated = {};
    private int contentLength;
    private int deflatedLength;

    /** @param size maximum size of the content, in bytes */
    DeflateSegment(int size) {
        this.content = new byte[size];
    }

    /** @return the number of bytes taken, fewer than given only if the segment is now full */
    int add(byte[] buffer, int start, int length) {
        int n = Math.min(length, content.length - contentLength);
        System.arraycopy(buffer, start, content, contentLength, n);
        contentLength += n;
        return n;
    }

    boolean isFull() {
        return contentLength == content.length;
    }

    /**
     * Compresses the content.
     *
     * @param last whether the stream ends with this segment
     */
    void deflate(Libdeflate.Compressor compressor, DeflateWalker walker, boolean last) {
        int limit = compressor.limit(contentLength);
        if (deflated.length == 0) {
            deflated = new byte[limit + EMPTY_BLOCK_LIMIT + DeflateBits.PADDING];
        }
        deflatedLength = compressor.compress(content, contentLength, deflated);
        if (!last) {
            leaveOpen(walker.walk(deflated, deflatedLength));
        }
    }

    /** Unmarks the last block, and appends an empty stored block, which ends at a whole byte. */
    private void leaveOpen(LastBlock block) {
        int marked = (int) (block.headerBit() >>> 3);
        deflated[marked] &= (byte) ~(1 << (block.headerBit() & 7));
        int sizes = (int) (block.endBit() + 3 + 7 >>> 3);
        if (sizes > deflatedLength) {
            deflated[deflatedLength] = 0;
        }
        deflated[sizes] = 0;
        deflated[sizes + 1] = 0;
        deflated[sizes + 2] = (byte) 0xff;
        deflated[sizes + 3] = (byte) 0xff;
        deflatedLength = sizes + 4;
    }

    /** Writes the deflate data and empties this segment. */
    void writeTo(OutputStream out) throws IOException {
        out.write(deflated, 0, deflatedLength);
        contentLength = 0;
        deflatedLength = 0;
    }
}
