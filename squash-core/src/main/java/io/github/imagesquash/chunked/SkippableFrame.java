// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A frame that readers of zstd ignore (RFC 8878, section 3.1.2), with the first of its sixteen magic numbers. */
final class SkippableFrame {
    /** The size of magic number and length, in bytes. */
    static final int HEADER_SIZE = 8;

    private static final int MAGIC = 0x184D2A50;

    private SkippableFrame() {}

    /** Writes a frame with this content in one piece. */
    static void write(byte[] content, OutputStream out) throws IOException {
        byte[] frame = ByteBuffer.allocate(HEADER_SIZE + content.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(MAGIC)
                .putInt(content.length)
                .put(content)
                .array();
        out.write(frame, 0, frame.length);
    }
}
