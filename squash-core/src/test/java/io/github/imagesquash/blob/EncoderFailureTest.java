// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Isolated("looks for threads")
class EncoderFailureTest {
    private static final byte[] CONTENT = SampleContent.random(12 << 20);

    /** An executor counts as terminated a moment before its last thread is gone. */
    @AfterEach
    void noThreadIsLeft() throws InterruptedException {
        for (Thread thread : encoderThreads()) {
            assertTrue(thread.join(Duration.ofSeconds(10)), thread::getName);
        }
    }

    @ParameterizedTest
    @EnumSource
    void failureOfTheOutputSurfacesInWriteOrFinish(Compression compression) throws IOException {
        for (int accepted : new int[] {20, 1 << 20, 11 << 20, (12 << 20) - 1}) {
            FullDisk out = new FullDisk(accepted);
            try (BlobEncoder encoder =
                    BlobEncoders.open(compression, compression.defaultLevel(), CONTENT.length, 2, out)) {
                IOException thrown = assertThrows(IOException.class, () -> {
                    encoder.write(CONTENT, 0, CONTENT.length);
                    encoder.finish();
                });
                assertSame(out.failure, thrown);
            }
        }
    }

    @Test
    void threadsRunWhileGzipIsEncoded() throws IOException {
        try (BlobEncoder encoder = BlobEncoders.open(Compression.GZIP, 6, CONTENT.length, 3, new FullDisk(1 << 30))) {
            encoder.write(CONTENT, 0, 8 << 20);
            assertEquals(3, encoderThreads().size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void abandoningStopsEverything(Compression compression) throws IOException {
        BlobEncoder encoder = BlobEncoders.open(
                compression, compression.defaultLevel(), CONTENT.length, 3, OutputStream.nullOutputStream());
        encoder.write(CONTENT, 0, CONTENT.length / 2);
        encoder.close();
        encoder.close();
    }

    @ParameterizedTest
    @EnumSource
    void finishLeavesNoThreadEvenBeforeClose(Compression compression) throws IOException, InterruptedException {
        try (BlobEncoder encoder = BlobEncoders.open(
                compression, compression.defaultLevel(), CONTENT.length, 2, OutputStream.nullOutputStream())) {
            encoder.write(CONTENT, 0, CONTENT.length);
            encoder.finish();
            noThreadIsLeft();
        }
    }

    @Test
    void interruptCancelsGzip() throws IOException {
        try (BlobEncoder encoder =
                BlobEncoders.open(Compression.GZIP, 9, CONTENT.length, 1, OutputStream.nullOutputStream())) {
            Thread.currentThread().interrupt();
            assertThrows(InterruptedIOException.class, () -> encoder.write(CONTENT, 0, CONTENT.length));
        } finally {
            assertTrue(Thread.interrupted());
        }
    }

    private static List<Thread> encoderThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("gzip-"))
                .toList();
    }

    /** Takes some bytes and fails on the next. */
    private static final class FullDisk extends OutputStream {
        private final IOException failure = new IOException("no space left on device");
        private int left;

        FullDisk(int accepted) {
            this.left = accepted;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[1], 0, 1);
        }

        @Override
        public void write(byte[] buffer, int start, int length) throws IOException {
            Objects.checkFromIndexSize(start, length, buffer.length);
            left -= length;
            if (left < 0) {
                throw failure;
            }
        }
    }
}
