package io.github.imagesquash.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Squash makes of random images what a naive model makes of them, and what must not matter does not. A failure tells the
 * seed and a small image that fails too.
 */
class ReplayAgainstModelTest {
    private static final Seeds ODD = Seeds.orElse(4000);
    private static final Seeds AGREED = Seeds.orElse(1000);

    @Test
    @DisplayName("whatever stands in the layers, the tree is the model's, or both refuse it")
    void oddLayers() {
        forAll(ODD, RandomImage::odd, ReplayAgainstModelTest::differenceFromModel);
    }

    @Test
    @DisplayName("what engines agree on is never refused, and its tree is the model's")
    void agreedLayers() {
        forAll(AGREED, RandomImage::agreed, image -> {
            String refusal = Squashed.of(image).refusal();
            return refusal.isEmpty() ? differenceFromModel(image) : refusal;
        });
    }

    @Test
    @DisplayName("squashing what was squashed changes no byte of the layer")
    void idempotent() {
        forAll(AGREED, RandomImage::agreed, image -> {
            Squashed once = Squashed.of(image);
            return difference(once, once.again());
        });
    }

    @Test
    @DisplayName("one file system gives one layer, however it was layered and in whatever order its entries stood")
    void layeringDoesNotMatter() {
        forAll(AGREED, RandomImage::agreed, image -> {
            RandomLayer flat = Flattening.flatten(ModelTree.of(image.layers()), image.seed());
            return difference(Squashed.of(image), Squashed.of(image.with(List.of(flat))));
        });
    }

    @Test
    @DisplayName("the order of entries in a layer does not matter, but for links and what they lead to")
    void orderDoesNotMatter() {
        forAll(AGREED, RandomImage::agreed, image -> {
            List<RandomLayer> shuffled = image.layers().stream()
                    .map(layer -> Flattening.shuffled(layer, image.seed()))
                    .toList();
            return difference(Squashed.of(image), Squashed.of(image.with(shuffled)));
        });
    }

    @Test
    @DisplayName("the same seed makes the same image, another seed another")
    void seeds() {
        forAll(AGREED, RandomImage::agreed, image -> {
            assertEquals(image.toString(), RandomImage.agreed(image.seed()).toString());
            assertArrayEquals(bytes(image), bytes(RandomImage.agreed(image.seed())));
            return "";
        });
        assertTrue(!RandomImage.odd(1).toString().equals(RandomImage.odd(2).toString()));
    }

    private static byte[] bytes(RandomImage image) {
        return image.layers().getFirst().builder().toBytes();
    }

    /** What {@code check} finds wrong with an image is told for the first that it finds anything with, made small. */
    private static void forAll(Seeds seeds, LongFunction<RandomImage> images, Function<RandomImage, String> check) {
        System.out.println(seeds);
        Optional<RandomImage> failing = seeds.stream()
                .mapToObj(images)
                .filter(image -> !check.apply(image).isEmpty())
                .findFirst();
        failing.ifPresent(image -> {
            RandomImage small =
                    Shrinking.shrink(image, other -> !check.apply(other).isEmpty());
            throw new AssertionError("seed " + image.seed() + " (again: mvn test -pl squash-core -Dtest="
                    + ReplayAgainstModelTest.class.getSimpleName() + " -Dimages=1 -Dseed=" + image.seed()
                    + "), made small:\n" + small + check.apply(small));
        });
    }

    private static String differenceFromModel(RandomImage image) {
        Squashed squashed = Squashed.of(image);
        try {
            List<String> expected = ModelTree.of(image.layers()).listing();
            return squashed.isRefused()
                    ? "refused, but the model does not: " + squashed.refusal()
                    : difference(expected, squashed.tree().listing());
        } catch (Refused refused) {
            return squashed.isRefused() ? "" : "not refused, but by the model: " + refused.getMessage();
        }
    }

    private static String difference(Squashed one, Squashed other) {
        if (one.isRefused() || other.isRefused()) {
            return one.refusal().equals(other.refusal()) ? "" : one.refusal() + "|" + other.refusal();
        }
        String trees = difference(one.tree().listing(), other.tree().listing());
        boolean same = Arrays.equals(one.layer(), other.layer());
        return trees.isEmpty() && !same ? "other bytes for the same tree" : trees;
    }

    private static String difference(List<String> expected, List<String> actual) {
        List<String> lines = new ArrayList<>();
        new TreeSet<>(expected)
                .stream().filter(line -> !actual.contains(line)).forEach(line -> lines.add("only expected: " + line));
        new TreeSet<>(actual)
                .stream().filter(line -> !expected.contains(line)).forEach(line -> lines.add("only squashed: " + line));
        return String.join("\n", lines);
    }
}
