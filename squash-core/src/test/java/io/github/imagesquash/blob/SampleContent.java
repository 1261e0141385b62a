// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Content to compress; the same arguments make the same bytes. */
final class SampleContent {
    private SampleContent() {}

    /** Bytes that no codec makes smaller. */
    static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    /** Lines of numbered words. */
    static byte[] text(int size) {
        byte[] bytes = new byte[size];
        Random random = new Random(size);
        int filled = 0;
        while (filled < size) {
            byte[] line =
                    ("word " + random.nextInt(5000) + " of line " + filled + "\n").getBytes(StandardCharsets.US_ASCII);
            int n = Math.min(line.length, size - filled);
            System.arraycopy(line, 0, bytes, filled, n);
            filled += n;
        }
        return bytes;
    }

    /** Text, zeros and random bytes in turn, in runs of up to 200,000 bytes, as a tar of programs and data has them. */
    static byte[] mixed(int size) {
        byte[] text = text(size);
        byte[] noise = random(size);
        byte[] bytes = new byte[size];
        Random random = new Random(size);
        int filled = 0;
        for (int kind = 0; filled < size; kind = (kind + 1) % 3) {
            int n = Math.min(1 + random.nextInt(200_000), size - filled);
            if (kind < 2) {
                System.arraycopy(kind == 0 ? text : noise, filled, bytes, filled, n);
            }
            filled += n;
        }
        return bytes;
    }
}
