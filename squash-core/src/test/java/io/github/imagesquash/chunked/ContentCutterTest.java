// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Large contents are cut where the content says so. */
class ContentCutterTest {
    private static final int SIZE = 20 << 20;

    private static List<Integer> sizes(byte[] content, int step) {
        ContentCutter cutter = new ContentCutter();
        List<Integer> sizes = new ArrayList<>();
        int size = 0;
        for (int at = 0; at < content.length; ) {
            int n = cutter.take(content, at, Math.min(step, content.length - at));
            at += n;
            size += n;
            if (cutter.isAtEnd() || at == content.length) {
                sizes.add(size);
                size = 0;
                cutter.restart();
            }
        }
        return sizes;
    }

    private static List<Integer> chunks(byte[] content) {
        List<Integer> hashes = new ArrayList<>();
        int at = 0;
        for (int size : sizes(content, content.length)) {
            hashes.add(Arrays.hashCode(Arrays.copyOfRange(content, at, at + size)));
            at += size;
        }
        return hashes;
    }

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    @Test
    void chunksAreNeitherSmallNorLarge() {
        List<Integer> sizes = sizes(noise(SIZE), SIZE);
        assertEquals(SIZE, sizes.stream().mapToInt(Integer::intValue).sum());
        assertTrue(sizes.subList(0, sizes.size() - 1).stream().allMatch(size -> size >= ContentCutter.MIN));
        assertTrue(sizes.stream().allMatch(size -> size <= ContentCutter.MAX));
        int mean = SIZE / sizes.size();
        assertTrue(mean > 500_000 && mean < 900_000, "mean: " + mean);
    }

    @Test
    void sizesOfPiecesDoNotShow() {
        byte[] content = noise(6 << 20);
        for (int step : new int[] {1, 1000, 65_537}) {
            assertEquals(sizes(content, content.length), sizes(content, step), "step: " + step);
        }
    }

    @Test
    void zerosAreCutAtTheLargestSize() {
        assertEquals(List.of(2 << 20, 2 << 20, 5), sizes(new byte[(4 << 20) + 5], 1 << 16));
    }

    @Test
    void anInsertedByteChangesOneOrTwoChunks() {
        byte[] old = noise(SIZE);
        byte[] changed = new byte[SIZE + 1];
        System.arraycopy(old, 0, changed, 0, SIZE / 2);
        System.arraycopy(old, SIZE / 2, changed, SIZE / 2 + 1, SIZE - SIZE / 2);
        Set<Integer> known = new HashSet<>(chunks(old));
        long fresh =
                chunks(changed).stream().filter(chunk -> !known.contains(chunk)).count();
        assertTrue(fresh >= 1 && fresh <= 2, "new chunks: " + fresh);
    }
}
