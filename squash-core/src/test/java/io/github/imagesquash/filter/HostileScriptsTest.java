// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.ReplayedTree;
import io.github.imagesquash.oci.ImageConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Start scripts that cost much more than they are long; what they name besides is found all the same. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileScriptsTest {
    private static final int LENGTH = 200_000;

    /** Whether the last line of a script is still understood. */
    private static void requireRead(String path, String script, LayerBuilder layer) throws IOException {
        String config = "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]},"
                + "\"config\":{\"Entrypoint\":[\"/start\"],\"Env\":[\"PATH=" + path + "\"]}}";
        layer.file("start", "cat /named\n" + script).file("named", "N");
        try (ReplayedTree image = ReplayedTree.of(layer)) {
            NamedPaths named = NamedPaths.in(
                    image.tree(),
                    ImageConfig.parse(config.getBytes(StandardCharsets.UTF_8), "config")
                            .execution());
            assertTrue(
                    named.all().stream().anyMatch(one -> one.path().toString().equals("/named")), named::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=",
                "a=",
                ";A=\"",
                "${A",
                "$(cd ",
                "$(cd 'a' >",
                "$(dirname ",
                "`dirname ",
                "()",
                "[",
                "*",
                "/",
                "$A",
                "~"
            })
    void linesOfOnePieceRepeated(String piece) throws IOException {
        requireRead("/bin", piece.repeat(LENGTH / piece.length()), layer());
        requireRead("/bin", "A=" + piece.repeat(LENGTH / piece.length()), layer());
    }

    @ParameterizedTest
    @ValueSource(strings = {"$(cd", "$(cd a", "$(cd 'a' >", "$(dirname", "${A", "${A:-", "A="})
    void lineThatEndsBeforeWhatItBegins(String beginning) throws IOException {
        requireRead("/bin", beginning + " ".repeat(LENGTH), layer());
        requireRead("/bin", beginning + "()".repeat(LENGTH / 2), layer());
        requireRead("/bin", beginning + "A".repeat(LENGTH), layer());
    }

    @Test
    void variableThatDoublesWithEachLine() throws IOException {
        requireRead("/bin", "A=xx\n" + "A=$A$A\n".repeat(100) + "cat $A\n".repeat(20_000), layer());
    }

    @Test
    void pathOfManyDirectories() throws IOException {
        String path = IntStream.range(0, 50_000).mapToObj(i -> "/d" + i).collect(Collectors.joining(":"));
        String words = IntStream.range(0, 30_000).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
        requireRead(path, words, layer());
    }

    @Test
    void manyPatternsThatFitManyFiles() throws IOException {
        LayerBuilder layer = layer();
        for (int i = 0; i < 10_000; i++) {
            layer.file("d" + i / 100 + "/f" + i, "");
        }
        String patterns = IntStream.range(0, 20_000).mapToObj(i -> "/d*/f*" + i).collect(Collectors.joining(" "));
        requireRead("/bin", patterns, layer);
    }
}
