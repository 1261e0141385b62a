// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

/**
 * One of several parts of a plan.
 *
 * @param number from 1 to {@code count}
 * @param count how many parts there are, at most {@value #MOST}
 */
public record ShardNumber(int number, int count) {
    /** The most parts that a plan is divided into. */
    public static final int MOST = 10_000;

    /** The whole plan. */
    public static final ShardNumber WHOLE = new ShardNumber(1, 1);

    /** @throws IllegalArgumentException if a number is out of range */
    public ShardNumber {
        if (count < 1 || count > MOST || number < 1 || number > count) {
            throw new IllegalArgumentException("shard " + number + " of " + count + ": expected 1 to " + MOST
                    + " shards, and a number of one of them");
        }
    }

    @Override
    public String toString() {
        return number + "/" + count;
    }
}
