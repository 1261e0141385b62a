// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.random.RandomImage;
import io.github.imagesquash.random.Seeds;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random images show the same file system before and after: in Docker, whose layers the kernel lays over each other, and
 * unpacked by umoci, which lays them on one directory. That also holds however many of the uppermost layers are merged,
 * and divided again. {@code -Dimages=2000 -Dseed=1000} looks at more, or at others.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RandomImagesIT {
    private static final Seeds SEEDS = Seeds.orElse(200);
    private static final int BATCH = 25;

    private Engine engine;

    static List<Seeds> batches() {
        return SEEDS.batches(BATCH);
    }

    @BeforeAll
    void connect() {
        Needs.root();
        Needs.program("getfattr", "attr");
        Needs.program("umoci", "umoci");
        engine = Engine.connect();
    }

    @AfterAll
    void removeImages() {
        if (engine != null) {
            engine.close();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("batches")
    void showTheSameFilesBeforeAndAfter(Seeds seeds) throws IOException {
        List<RandomImage> images = seeds.stream().mapToObj(RandomImage::agreed).toList();
        try (RandomTrees trees = new RandomTrees(engine)) {
            for (RandomImage image : images) {
                make(image, trees);
            }
            FileListing all = trees.list();
            String differences = images.stream()
                    .map(image -> differences(image, all.below(String.valueOf(image.seed()))))
                    .collect(Collectors.joining());
            assertEquals("", differences);
        }
    }

    private static void make(RandomImage image, RandomTrees trees) {
        try {
            trees.add(image);
        } catch (IOException | RuntimeException | AssertionError e) {
            throw new AssertionError(told(image), e);
        }
    }

    private static String differences(RandomImage image, FileListing trees) {
        Set<String> undated = image.undated();
        FileListing old = trees.below(RandomTrees.OLD).withoutTimes(undated);
        FileListing squashed = trees.below(RandomTrees.SQUASHED);
        String differences = difference("before and after, in Docker", old, squashed.withoutTimes(undated))
                + difference("after, in umoci and in Docker", trees.below(RandomTrees.SQUASHED_UNPACKED), squashed);
        if (image.unpackersAgree()) {
            FileListing unpacked = trees.below(RandomTrees.OLD_UNPACKED).withoutTimes(undated);
            differences += difference("before, in umoci and in Docker", unpacked, old);
        }
        for (int layers = 1; layers < image.layers().size(); layers++) {
            FileListing merged = trees.below(RandomTrees.merged(layers)).withoutTimes(undated);
            String what = " with the " + layers + " uppermost layers merged";
            differences += difference("before and after, in Docker," + what, old, merged);
            if (image.unpackersAgree()) {
                FileListing unpacked =
                        trees.below(RandomTrees.mergedUnpacked(layers)).withoutTimes(undated);
                differences += difference("after, in umoci and in Docker," + what, unpacked, merged);
            }
        }
        return differences.isEmpty() ? "" : told(image) + differences;
    }

    private static String difference(String between, FileListing expected, FileListing actual) {
        String differences = expected.differences(actual);
        return differences.isEmpty() ? "" : between + ":\n" + differences + "\n";
    }

    private static String told(RandomImage image) {
        return "seed " + image.seed() + "; again: mvn verify -Dit.test=RandomImagesIT -Dimages=1 -Dseed=" + image.seed()
                + "\n" + image;
    }
}
