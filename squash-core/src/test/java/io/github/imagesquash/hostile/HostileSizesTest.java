package io.github.imagesquash.hostile;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.fixture.Squashing.squash;

import io.github.imagesquash.fixture.LayerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes that are no sizes. What the tar codec says to them by itself is in its own tests. */
class HostileSizesTest {

    @ParameterizedTest
    @ValueSource(longs = {1L << 40, Long.MAX_VALUE - 512, Long.MAX_VALUE})
    void sparseFilesCountAtFullSize(long size) {
        squash(allHole(layer(), "s", size)).isRefused("uncompressed bytes", "--max-size raises the limit");
    }

    /** The sum of their sizes is beyond 64 bits, and must not be taken for a small one. */
    @Test
    void sizesDoNotOverflowTheLimit() {
        LayerBuilder many = layer();
        for (int i = 0; i < 5; i++) {
            allHole(many, "s" + i, Long.MAX_VALUE);
        }
        squash(many).isRefused("--max-size raises the limit");
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 1L << 40, Long.MAX_VALUE})
    void filesThatAreNotThereAreRefused(long size) {
        squash(layer().file("f", "").base256().sizeField(size)).isRefused("entry \"f\"");
    }

    private static LayerBuilder allHole(LayerBuilder layer, String name, long size) {
        return layer.file(name, "0\n" + "\0".repeat(510))
                .pax("GNU.sparse.major", "1")
                .pax("GNU.sparse.minor", "0")
                .pax("GNU.sparse.realsize", Long.toString(size));
    }
}
