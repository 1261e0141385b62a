// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.random;

import java.util.List;
import java.util.SplittableRandom;

/** Chance that repeats itself for the same seed. */
final class Dice {
    private final SplittableRandom random;

    Dice(long seed) {
        this(new SplittableRandom(seed));
    }

    private Dice(SplittableRandom random) {
        this.random = random;
    }

    /** Other dice, so that what is thrown with them does not change what these throw. */
    Dice split() {
        return new Dice(random.split());
    }

    /** True once in so many times. */
    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    /** From {@code least} to {@code most}. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    long between(long least, long most) {
        return random.nextLong(least, most + 1);
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** So many bytes of any value. */
    String bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return Latin.of(bytes);
    }
}
