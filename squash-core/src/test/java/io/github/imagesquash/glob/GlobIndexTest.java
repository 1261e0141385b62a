// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.glob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An index finds what a look at each pattern finds. */
class GlobIndexTest {
    private static final List<String> PIECES =
            List.of("a", "b", "ab", "*", "**", "?", "[ab]", "/", "/", "x".repeat(70));

    private final Random random = new Random(5);

    private String text(int pieces, List<String> from) {
        StringBuilder text = new StringBuilder("a");
        for (int i = 0; i < pieces; i++) {
            text.append(from.get(random.nextInt(from.size())));
        }
        return text.substring(random.nextInt(2));
    }

    private static byte[] bytes(String path) {
        return path.getBytes(StandardCharsets.UTF_8);
    }

    private static int[] oneByOne(List<Glob> globs, byte[] path, int length) {
        return IntStream.range(0, globs.size())
                .filter(i -> globs.get(i).fits(path, length))
                .toArray();
    }

    @Test
    void itFindsWhatALookAtEachFinds() {
        List<Glob> globs = new ArrayList<>();
        while (globs.size() < 2_000) {
            String text = text(random.nextInt(7), PIECES);
            if (!text.isEmpty() && !Glob.meansRoot(text)) {
                globs.add(Glob.parse(text));
            }
        }
        GlobIndex index = new GlobIndex(globs);
        for (int i = 0; i < 2_000; i++) {
            byte[] path = bytes(GlobParser.clean(text(1 + random.nextInt(6), List.of("a", "b", "/", "x".repeat(70)))));
            assertArrayEquals(oneByOne(globs, path, path.length), index.fitting(path, path.length));
        }
    }

    @Test
    void onlyTheBeginningOfTheBytesIsThePath() {
        GlobIndex index = new GlobIndex(List.of(Glob.parse("a/b"), Glob.parse("**/b"), Glob.parse("a/b/c")));
        assertArrayEquals(new int[] {0, 1}, index.fitting(bytes("a/b/c"), 3));
    }
}
