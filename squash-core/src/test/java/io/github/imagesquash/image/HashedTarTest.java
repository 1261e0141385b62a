// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagesquash.oci.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.MessageDigest;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every byte is hashed and received, whether it is read, skipped or left. */
class HashedTarTest {
    private final MessageDigest hash = Digest.newSha256();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final ByteArrayOutputStream passed = new ByteArrayOutputStream();

    private final HashedTar.Receiver receiver = new HashedTar.Receiver() {
        @Override
        public void received(byte[] buffer, int length) {
            received.write(buffer, 0, length);
        }

        @Override
        public Runnable passed(byte[] buffer, int length) {
            return () -> passed.write(buffer, 0, length);
        }
    };

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 262_143, 262_144, 262_145, 1_048_576, 3_000_001})
    void allBytesAreHashed(int size) throws IOException {
        byte[] bytes = random(size);
        Random random = new Random(size);
        try (HashedTar tar = new HashedTar(new ByteArrayInputStream(bytes), hash, receiver)) {
            byte[] some = new byte[1000];
            for (int step = 0; step < 50; step++) {
                long position = tar.position();
                int n = random.nextBoolean() ? tar.read(some, 0, some.length) : (int) tar.skip(random.nextInt(50_000));
                assertEquals(position + Math.max(0, n), tar.position());
            }
            tar.drain();
            assertEquals(size, tar.position());
        }
        assertEquals(Digest.sha256Of(bytes), Digest.sha256(hash));
        assertArrayEquals(bytes, received.toByteArray());
        assertArrayEquals(bytes, passed.toByteArray());
    }

    @Test
    void anInputThatFailedIsNotReadAgain() throws IOException {
        IOException failure = new IOException("broken");
        InputStream broken = new InputStream() {
            private boolean failed;

            @Override
            public int read() throws IOException {
                if (failed) {
                    throw new AssertionError("read again");
                }
                failed = true;
                throw failure;
            }
        };
        InputStream in = new SequenceInputStream(new ByteArrayInputStream(random(300_000)), broken);
        try (HashedTar tar = new HashedTar(in, hash, receiver)) {
            assertSame(failure, assertThrows(IOException.class, () -> tar.skip(Long.MAX_VALUE)));
            assertSame(failure, assertThrows(IOException.class, tar::drain));
        }
    }
}
