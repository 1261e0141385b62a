// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Divides a plan. Every worker that reads the same plan divides it in the same way, so that workers need not talk to each
 * other. The largest images come first; each goes to the shard that has most of its layers already, unless that shard has
 * more than its part of the work.
 */
final class Shards {
    /** How much more than its part a shard may have, in percent. */
    private static final int TOLERANCE = 5;

    private final List<Shard> shards = new ArrayList<>();
    private final long most;

    private static final class Shard {
        final List<PlannedImage> images = new ArrayList<>();
        final Set<PlannedBlob> layers = new HashSet<>();
        long bytes;

        void add(PlannedImage image) {
            images.add(image);
            layers.addAll(image.layers());
            bytes += cost(image);
        }

        long shared(PlannedImage image) {
            return image.layers().stream()
                    .filter(layers::contains)
                    .mapToLong(PlannedBlob::bytes)
                    .sum();
        }
    }

    private Shards(long bytes, int count) {
        for (int i = 0; i < count; i++) {
            shards.add(new Shard());
        }
        long part = (bytes + count - 1) / count;
        most = part + part * TOLERANCE / 100;
    }

    /** The images of each shard that are not done yet, in the order of the plan. */
    static List<List<PlannedImage>> of(FleetPlan plan, int count) {
        List<PlannedImage> open =
                plan.images().stream().filter(image -> !image.done()).toList();
        Shards shards = new Shards(open.stream().mapToLong(Shards::cost).sum(), count);
        open.forEach(image -> shards.choose(image).add(image));
        return shards.shards.stream().map(shard -> List.copyOf(shard.images)).toList();
    }

    private Shard choose(PlannedImage image) {
        Comparator<Shard> emptiest = Comparator.comparingLong(shard -> shard.bytes);
        Comparator<Shard> nearest = Comparator.comparingLong(shard -> -shard.shared(image));
        // Both orders are stable, so that the first of equal shards is chosen.
        return shards.stream()
                .filter(shard -> shard.bytes + cost(image) <= most)
                .min(nearest.thenComparing(emptiest))
                .orElseGet(() -> shards.stream().min(emptiest).orElseThrow());
    }

    /** About what an image costs: its bytes, and a part for each request. */
    private static long cost(PlannedImage image) {
        return image.bytes() + (1 << 16);
    }
}
