// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Where the data about a layer is in its blob. It is stored as the blob's last frame, and in annotations.
 *
 * @param table the table of contents
 * @param tarSplit the tar-split data
 */
record ChunkedFooter(Part table, Part tarSplit) {
    /** The only known type of a table. */
    static final int TYPE = 1;

    /** The size of the frame's content, in bytes. */
    static final int SIZE = 64;

    private static final byte[] MAGIC = "GNUlInUx".getBytes(StandardCharsets.US_ASCII);

    /**
     * The content of a skippable frame.
     *
     * @param offset its position in the blob, in bytes
     * @param length its size, in bytes
     * @param uncompressed its size before compression, in bytes
     */
    record Part(long offset, long length, long uncompressed) {
        /** Its end in the blob. */
        long end() {
            return offset + length;
        }

        private void put(ByteBuffer buffer) {
            buffer.putLong(offset).putLong(length).putLong(uncompressed);
        }

        @Override
        public String toString() {
            return offset + ":" + length + ":" + uncompressed;
        }
    }

    /** The content of the last frame. */
    byte[] bytes() {
        ByteBuffer buffer = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        table.put(buffer);
        buffer.putLong(TYPE);
        tarSplit.put(buffer);
        return buffer.put(MAGIC).array();
    }
}
