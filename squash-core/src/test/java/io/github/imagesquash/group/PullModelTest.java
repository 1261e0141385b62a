// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagesquash.group.PullModel.Load;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Durations at 10 MB per second, of which 50 MB can be unpacked in one; each layer takes 0.1 s in addition. */
class PullModelTest {
    private static final long MB = 1_000_000;

    private static long millis(int streams, Load... layers) {
        return new PullModel(10 * MB, streams).time(List.of(layers)).toMillis();
    }

    private static Load layer(long stored, long tar) {
        return new Load(stored * MB, tar * MB);
    }

    @Test
    @DisplayName("one layer is unpacked after its download")
    void oneLayer() {
        assertEquals(10_000 + 100 + 5_000, millis(3, layer(100, 250)));
    }

    @Test
    @DisplayName("a layer is unpacked while others are downloaded")
    void beside() {
        assertEquals(10_000 + 100 + 1_000, millis(1, layer(50, 50), layer(50, 50)));
    }

    @Test
    @DisplayName("layers that are downloaded at a time share the bandwidth, so that the first is complete later")
    void shared() {
        assertEquals(10_000 + 2 * 1_100, millis(2, layer(50, 50), layer(50, 50)));
    }

    @Test
    @DisplayName("a layer waits until those below it are unpacked")
    void inOrder() {
        assertEquals(11_000 + 100 + 2_000 + 100 + 200, millis(2, layer(100, 100), layer(10, 10)));
    }

    @Test
    @DisplayName("the next download begins when one is complete")
    void next() {
        assertEquals(6_000 + 2 * 900, millis(2, layer(10, 10), layer(40, 40), layer(10, 40)));
        assertEquals(6_000 + 900, millis(2, layer(10, 10), layer(10, 1), layer(40, 40)));
    }

    @Test
    @DisplayName("many small layers take their requests and directories")
    void many() {
        Load[] layers = Stream.generate(() -> layer(0, 0)).limit(100).toArray(Load[]::new);
        assertEquals(10_000, millis(3, layers));
        assertEquals(0, millis(3));
    }

    @Test
    void nothingIsBelowOne() {
        assertThrows(IllegalArgumentException.class, () -> new PullModel(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new PullModel(1, 0));
        assertThrows(IllegalArgumentException.class, () -> new PullModel(1, 1, 0));
    }
}
