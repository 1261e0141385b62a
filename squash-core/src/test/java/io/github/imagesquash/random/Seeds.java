// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.random;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Which random images a test looks at: as many as it wants by default, from seed 1 on; others by the system properties
 * {@code seed}, the first seed, and {@code images}, how many. {@code -Dseed=17 -Dimages=1} shows one failure again.
 *
 * @param first the first seed
 * @param count how many, each the next number
 */
public record Seeds(long first, int count) {

    /** Those asked for on the command line, or {@code count} of them. */
    public static Seeds orElse(int count) {
        return new Seeds(Long.getLong("seed", 1), Integer.getInteger("images", count));
    }

    public LongStream stream() {
        return LongStream.range(first, first + count);
    }

    /** These in parts of at most so many. */
    public List<Seeds> batches(int size) {
        return IntStream.iterate(0, done -> done < count, done -> done + size)
                .mapToObj(done -> new Seeds(first + done, Math.min(size, count - done)))
                .toList();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "seeds %d to %d", first, first + count - 1);
    }
}
