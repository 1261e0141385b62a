// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import io.github.imagesquash.message.UnmetRequestException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The images of a policy as they were when it was read, the largest first.
 *
 * @param groups the options of each group
 * @param images the images to squash
 * @param skipped images that cannot be squashed
 */
public record FleetPlan(List<PlannedGroup> groups, List<PlannedImage> images, List<SkippedImage> skipped) {
    private static final Comparator<PlannedImage> ORDER = Comparator.comparingLong(PlannedImage::bytes)
            .reversed()
            .thenComparing(image -> image.source().toString());

    /** What layers of an image take uncompressed, and what the new image takes, for each byte of its compressed ones. */
    private static final int DISK_FOR_EACH_BYTE = 4;

    private static final long LEAST_MEMORY = 256L << 20;

    /** Names and metadata of files, as share of the compressed layers. */
    private static final int BYTES_FOR_EACH_BYTE_OF_MEMORY = 32;

    public FleetPlan {
        groups = List.copyOf(groups);
        images = images.stream().sorted(ORDER).toList();
        skipped = List.copyOf(skipped);
    }

    /**
     * This plan, if no image gets the name of another.
     *
     * @param where the policy in messages
     * @throws UnmetRequestException naming both
     */
    FleetPlan requireDistinct(String where) throws UnmetRequestException {
        Map<String, PlannedImage> names = new HashMap<>();
        images.forEach(image -> names.put(image.source().toString(), image));
        Map<String, PlannedImage> taken = new HashMap<>();
        for (PlannedImage image : images) {
            String target = image.target().toString();
            if (!image.inPlace() && names.containsKey(target)) {
                throw new UnmetRequestException(
                        where,
                        "the new image of " + image.source() + " would replace " + target + ", which is squashed too");
            }
            Optional<PlannedImage> other = Optional.ofNullable(taken.putIfAbsent(target, image));
            if (other.isPresent()) {
                throw new UnmetRequestException(
                        where,
                        "the new images of " + other.get().source() + " and " + image.source() + " would both be "
                                + target + "; change \"target\" of the group \"" + image.group() + "\"");
            }
        }
        return this;
    }

    /** The options for an image. */
    public PlannedGroup groupOf(PlannedImage image) {
        return groups.stream()
                .filter(group -> group.name().equals(image.group()))
                .findFirst()
                .orElseThrow();
    }

    /** The size of the distinct layers of some images, as stored, in bytes: what a worker with a cache fetches for them. */
    public static long distinctBytes(Collection<PlannedImage> images) {
        Set<PlannedBlob> blobs = new HashSet<>();
        images.forEach(image -> blobs.addAll(image.layers()));
        return blobs.stream().mapToLong(PlannedBlob::bytes).sum();
    }

    /** About how much temporary disk space the layers take that several images have, uncompressed, in bytes. */
    public long sharedDiskBytes() {
        Map<PlannedBlob, Integer> uses = new HashMap<>();
        images.forEach(image -> image.layers().forEach(layer -> uses.merge(layer, 1, Integer::sum)));
        return uses.entrySet().stream()
                .filter(layer -> layer.getValue() > 1)
                .mapToLong(layer -> DISK_FOR_EACH_BYTE * layer.getKey().bytes())
                .sum();
    }

    /** About how much temporary disk space one image needs at most, in bytes. */
    public long diskBytes() {
        return DISK_FOR_EACH_BYTE * largest();
    }

    /** About how much memory one image needs at most, in bytes. */
    public long memoryBytes() {
        return LEAST_MEMORY + largest() / BYTES_FOR_EACH_BYTE_OF_MEMORY;
    }

    private long largest() {
        return images.stream().mapToLong(PlannedImage::bytes).max().orElse(0);
    }
}
