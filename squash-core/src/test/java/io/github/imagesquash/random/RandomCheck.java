// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongFunction;

/** Looks for a random image with which something is wrong. */
final class RandomCheck {
    private RandomCheck() {}

    /** Fails with the first image that {@code check} finds something wrong with, and with a small one like it. */
    static void forAll(Seeds seeds, LongFunction<RandomImage> images, Function<RandomImage, String> check) {
        Optional<RandomImage> failing = seeds.stream()
                .mapToObj(images)
                .filter(image -> !wrong(check, image).isEmpty())
                .findFirst();
        failing.ifPresent(image -> {
            RandomImage small =
                    Shrinking.shrink(image, other -> !wrong(check, other).isEmpty());
            throw new AssertionError("seed " + image.seed() + "; again: mvn test -pl squash-core"
                    + " -Dtest='*AgainstModelTest' -Dimages=1 -Dseed=" + image.seed() + "\nmade small:\n" + small
                    + wrong(check, small));
        });
    }

    private static String wrong(Function<RandomImage, String> check, RandomImage image) {
        try {
            return check.apply(image);
        } catch (Refused shrunkTooFar) {
            return "";
        } catch (AssertionError | RuntimeException e) {
            return e.toString();
        }
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
