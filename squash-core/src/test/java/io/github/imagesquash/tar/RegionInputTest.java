// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.blob.FileRegion;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionInputTest {
    private static final int OFFSET = 1000;

    private final byte[] bytes = new byte[300_000];
    private FileChannel channel;

    @BeforeEach
    void writeFile(@TempDir Path directory) throws IOException {
        new Random(1).nextBytes(bytes);
        Path file = directory.resolve("file");
        Files.write(file, bytes);
        channel = FileChannel.open(file);
    }

    @AfterEach
    void closeFile() throws IOException {
        channel.close();
    }

    @Test
    void readsAndSkipsOfAnySizeGiveTheBytesAtTheirPosition() throws IOException {
        byte[] region = Arrays.copyOfRange(bytes, OFFSET, bytes.length);
        Random random = new Random(2);
        for (int round = 0; round < 50; round++) {
            RegionInput in = new RegionInput(new FileRegion(channel, OFFSET, region.length));
            int at = 0;
            while (at < region.length) {
                int size = 1 + random.nextInt(random.nextBoolean() ? 600 : 100_000);
                assertEquals(at, in.position());
                at += random.nextBoolean() ? skip(in, size) : read(in, region, at, size);
            }
            assertEquals(-1, in.read(new byte[1], 0, 1));
        }
    }

    @Test
    void skipsNoFurtherThanTheEnd() throws IOException {
        RegionInput in = new RegionInput(new FileRegion(channel, OFFSET, 700));
        in.read(new byte[10], 0, 10);
        assertEquals(690, in.skip(Long.MAX_VALUE));
        assertEquals(0, in.skip(1));
        assertEquals(700, in.position());
        assertEquals(-1, in.read(new byte[1], 0, 1));
    }

    private static int skip(RegionInput in, int size) {
        return (int) in.skip(size);
    }

    private static int read(RegionInput in, byte[] region, int at, int size) throws IOException {
        byte[] read = new byte[size + 2];
        int n = in.read(read, 1, size);
        assertArrayEquals(Arrays.copyOfRange(region, at, at + n), Arrays.copyOfRange(read, 1, 1 + n));
        assertEquals(0, read[0]);
        assertEquals(0, read[size + 1]);
        return n;
    }
}
