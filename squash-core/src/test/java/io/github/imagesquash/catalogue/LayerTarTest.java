// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.catalogue;

import static io.github.imagesquash.fixture.ArchiveSquashing.squashArchive;
import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.fixture.Squashing.squash;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ArchiveSquashing;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the tar of a layer begins and ends, and what is broken in it, one test a row of the catalogue. */
class LayerTarTest {
    private static final int BLOCK = 512;

    private static LayerBuilder base() {
        return layer().dir("t/").file("t/base", "B");
    }

    private static ArchiveSquashing squashTar(byte[] tar) {
        ImageBuilder image = image("app:1").layer(base()).layer(tar, Compression.NONE);
        return squashArchive(ArchiveDialect.DOCKER_25.members(image));
    }

    @Test
    @DisplayName("M25 a wrong checksum is refused")
    void wrongChecksum() {
        squash(base(), layer().file("a", "A").checksumOff(1)).isRefused("layer 2 of 2", "checksum");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MAX_VALUE})
    @DisplayName("M25 a size that cannot be is refused")
    void impossibleSizes(long size) {
        squash(base(), layer().file("a", "A").sizeField(size).base256())
                .isRefused("entry \"a\"", "impossible size of " + size);
    }

    @Test
    @DisplayName("M25 content that ends too early is refused")
    void shortContent() {
        squash(base(), layer().file("a", "A").sizeField(5000))
                .isRefused("entry \"a\"", "the archive ends inside the entry's content");
    }

    static Stream<LayerBuilder> ends() {
        return Stream.of(
                layer().file("a", "A").withoutEnd(),
                layer().file("a", "A").withoutEnd().raw(new byte[BLOCK]),
                layer().file("a", "A").raw(new byte[20 * BLOCK]),
                layer().file("a", "A").raw(new byte[2 * BLOCK]).raw(new byte[] {1, 2, 3}),
                layer().file("a", "A")
                        .raw(new byte[2 * BLOCK])
                        .raw(layer().file("b", "B").toBytes()));
    }

    @ParameterizedTest
    @MethodSource("ends")
    @DisplayName("M26 a tar may end in many ways; what follows its end does not count, but in the diff ID")
    void ends(LayerBuilder layer) {
        squash(base(), layer).hasTree("t/", "t/base=B", "a=A").hasUpper(1, "a=A");
    }

    @Test
    @DisplayName("M27 one zero block amid the entries is refused")
    void zeroBlockInside() {
        squash(base(), layer().file("a", "A").raw(new byte[BLOCK]).file("b", "B"))
                .isRefused("single zero block");
    }

    @Test
    @DisplayName("M28 an end inside a header is refused")
    void endInsideHeader() {
        byte[] tar = layer().file("a", "").file("b", "").toBytes();
        squashTar(Arrays.copyOf(tar, BLOCK + 100)).isRefused("layer 2 of 2", "ends inside a header");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1024, 10_240})
    @DisplayName("M29 an empty layer contributes nothing")
    void emptyLayers(int length) {
        squash(base(), layer().withoutEnd().raw(new byte[length]))
                .hasTree("t/", "t/base=B")
                .hasUpper(1);
        squashTar(new byte[length]).hasTree("t/", "t/base=B");
    }

    @Test
    @DisplayName("M30 eStargz's table of contents and landmarks are left out at the root, and there alone")
    void staleToc() {
        squash(layer().dir("t/")
                        .file("t/stargz.index.json", "1")
                        .file("t/.prefetch.landmark", "2")
                        .file("t/.no.prefetch.landmark", "3")
                        .file(".prefetch.landmark", "4")
                        .file(".no.prefetch.landmark", "5")
                        .file("a", "A")
                        .file("stargz.index.json", "{}"))
                .hasTree("t/", "t/.no.prefetch.landmark=3", "t/.prefetch.landmark=2", "t/stargz.index.json=1", "a=A");
    }

    @Test
    @DisplayName("M30 a table of contents of the upper layer alone needs no whiteout")
    void staleTocOfUpperLayer() {
        squash(base(), layer().file("stargz.index.json", "{}").file("a", "A"))
                .hasTree("t/", "t/base=B", "a=A")
                .hasUpper(1, "a=A");
    }
}
