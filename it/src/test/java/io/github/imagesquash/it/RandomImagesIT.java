package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.random.RandomImage;
import io.github.imagesquash.random.Seeds;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random images show the same file system before and after: in Docker, whose layers the kernel lays over each other, and
 * unpacked by umoci, which lays them on one directory. {@code -Dimages=2000 -Dseed=1000} looks at more, or at others.
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
        System.out.println("random images: " + SEEDS);
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
                trees.add(image);
            }
            FileListing all = trees.list();
            String failures = images.stream()
                    .map(image -> failure(image, all.below(String.valueOf(image.seed()))))
                    .collect(Collectors.joining());
            assertEquals("", failures);
        }
    }

    private static String failure(RandomImage image, FileListing trees) {
        FileListing squashed = trees.below(RandomTrees.SQUASHED);
        FileListing dated = squashed.withoutTimes(image.undated());
        String problems = problem("Docker", dated, trees.below(RandomTrees.OLD).withoutTimes(image.undated()))
                + problem("umoci of the squashed image", squashed, trees.below(RandomTrees.SQUASHED_UNPACKED));
        if (image.unpackersAgree()) {
            problems += problem(
                    "umoci", dated, trees.below(RandomTrees.OLD_UNPACKED).withoutTimes(image.undated()));
        }
        return problems.isEmpty()
                ? ""
                : "seed " + image.seed() + " (again: mvn verify -Dit.test=RandomImagesIT -Dimages=1 -Dseed=" + image.seed()
                        + ")\n" + image + problems;
    }

    private static String problem(String who, FileListing squashed, FileListing expected) {
        String differences = expected.differences(squashed);
        return differences.isEmpty() ? "" : who + " shows other files than Docker of the squashed image:\n" + differences + "\n";
    }
}
