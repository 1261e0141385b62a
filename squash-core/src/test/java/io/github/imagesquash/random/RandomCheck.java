// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.random;

import io.github.imagesquash.image.LayerRange;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * Looks for a random image with which something is wrong. A check returns what is wrong with an image, or throws {@link
 * Refused} where there is nothing to compare, because the model and squash both refuse it. An image that is refused shows
 * nothing about the trees, so it is counted and never taken for agreement.
 */
final class RandomCheck {
    /** A share of fewer images than this says nothing; there are fewer where one failure is shown again. */
    private static final int FEWEST_FOR_A_SHARE = 40;

    private final LongFunction<RandomImage> images;
    private final Function<RandomImage, String> check;
    private final List<String> refused = new ArrayList<>();

    private RandomCheck(LongFunction<RandomImage> images, Function<RandomImage, String> check) {
        this.images = images;
        this.check = check;
    }

    /** Fails with the first image that something is wrong with, and with a small one like it; a refusal is wrong. */
    static void forAll(Seeds seeds, LongFunction<RandomImage> images, Function<RandomImage, String> check) {
        RandomCheck run = new RandomCheck(images, check);
        run.run(seeds);
        if (!run.refused.isEmpty()) {
            throw new AssertionError(run.refused.size() + " of " + seeds.count()
                    + " images were refused, though engines accept them all; the first:\n" + run.refused.getFirst());
        }
    }

    /** The same, but images may be refused, as long as at least {@code percent} of them are not. */
    static void forMost(
            int percent, Seeds seeds, LongFunction<RandomImage> images, Function<RandomImage, String> check) {
        RandomCheck run = new RandomCheck(images, check);
        run.run(seeds);
        int accepted = seeds.count() - run.refused.size();
        if (seeds.count() >= FEWEST_FOR_A_SHARE && accepted * 100L < (long) percent * seeds.count()) {
            throw new AssertionError("accepted " + accepted + " of " + seeds.count() + " images, expected at least "
                    + percent + " %; the first that was refused:\n" + run.refused.getFirst());
        }
    }

    private void run(Seeds seeds) {
        seeds.stream().mapToObj(images).forEach(image -> {
            try {
                if (!wrong(image).isEmpty()) {
                    fail(image);
                }
            } catch (Refused e) {
                refused.add("seed " + image.seed() + ": " + e.getMessage());
            }
        });
    }

    private void fail(RandomImage image) {
        RandomImage small = Shrinking.shrink(image, this::isWrong);
        throw new AssertionError("seed " + image.seed() + "; again: mvn test -pl squash-core"
                + " -Dtest='*AgainstModelTest' -Dimages=1 -Dseed=" + image.seed() + "\nmade small:\n" + small
                + wrong(small));
    }

    /** Whether something is wrong with an image made smaller; it may have become one that is refused. */
    private boolean isWrong(RandomImage image) {
        try {
            return !wrong(image).isEmpty();
        } catch (Refused shrunkTooFar) {
            return false;
        }
    }

    private String wrong(RandomImage image) {
        try {
            return check.apply(image);
        } catch (Refused refused) {
            throw refused;
        } catch (AssertionError | RuntimeException e) {
            return e.toString();
        }
    }

    /**
     * What is wrong where some layers of an image are merged, which every run of its layers is.
     *
     * @throws Refused if nothing is wrong, but some are refused
     */
    static String ofEachRange(RandomImage image, Function<LayerRange, String> check) {
        List<Refused> refusals = new ArrayList<>();
        StringBuilder differences = new StringBuilder();
        for (int first = 1; first <= image.layers().size(); first++) {
            for (int last = first; last <= image.layers().size(); last++) {
                try {
                    String difference = check.apply(new LayerRange(first, last));
                    differences.append(
                            difference.isEmpty()
                                    ? ""
                                    : "layers " + first + " to " + last + " merged: " + difference + "\n");
                } catch (Refused refused) {
                    refusals.add(refused);
                }
            }
        }
        return unlessRefused(differences, refusals);
    }

    /** The differences; where there are none, but refusals, the first of those is thrown. */
    static String unlessRefused(CharSequence differences, List<Refused> refusals) {
        if (differences.isEmpty() && !refusals.isEmpty()) {
            throw refusals.getFirst();
        }
        return differences.toString();
    }

    /** Lines that only one of two lists has; empty if there are none. */
    static String difference(List<String> expected, List<String> actual) {
        List<String> lines = new ArrayList<>();
        new TreeSet<>(expected)
                .stream().filter(line -> !actual.contains(line)).forEach(line -> lines.add("only expected: " + line));
        new TreeSet<>(actual)
                .stream().filter(line -> !expected.contains(line)).forEach(line -> lines.add("only squashed: " + line));
        return String.join("\n", lines);
    }
}
