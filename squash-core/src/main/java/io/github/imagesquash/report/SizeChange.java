// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What squashing changed, and what it changed together with the compression: two figures, because only sizes at the same
 * compression show what squashing saved.
 *
 * @param squashed sizes before compression; without layers that were not read, which old and new have in common
 * @param stored sizes as stored
 * @param compressionBefore the compressions of the old layers, sorted
 * @param compressionAfter the compressions of the new layers, sorted
 * @param unread the number of layers that were not read
 */
public record SizeChange(
        Bytes squashed, Bytes stored, List<String> compressionBefore, List<String> compressionAfter, int unread) {
    /**
     * An old and a new size.
     *
     * @param before the old size, in bytes
     * @param after the new size, in bytes
     */
    public record Bytes(long before, long after) {}

    public SizeChange {
        compressionBefore = List.copyOf(compressionBefore);
        compressionAfter = List.copyOf(compressionAfter);
    }

    /** The change of one image: contents of files, as {@code docker images} shows them. */
    public static SizeChange of(SquashReport image) {
        return of(List.of(image));
    }

    /** The change of several platforms, together. */
    public static SizeChange of(Collection<SquashReport> images) {
        return of(
                images,
                new Bytes(
                        sum(images, one -> one.before().fileBytes()),
                        sum(images, one -> one.after().fileBytes())),
                new Bytes(
                        sum(images, one -> one.before().storedBytes()),
                        sum(images, one -> one.after().storedBytes())));
    }

    /** The change of a bundle's images, which share layers: their tars. */
    public static SizeChange of(BundleReport bundle) {
        return of(
                bundle.platforms(),
                new Bytes(bundle.before().uncompressedBytes(), bundle.after().uncompressedBytes()),
                new Bytes(bundle.before().storedBytes(), bundle.after().storedBytes()));
    }

    /** Whether old and new layers have one compression, the same, so that the stored sizes can be compared. */
    public boolean isSameCompression() {
        return compressionAfter.isEmpty()
                || compressionBefore.isEmpty()
                || compressionBefore.size() == 1 && compressionBefore.equals(compressionAfter);
    }

    /** The stored sizes' name, with the compressions if they differ: {@code stored, uncompressed → gzip}. */
    public String storedName() {
        return isSameCompression() ? "stored" : "stored, " + words(compressionBefore) + " → " + words(compressionAfter);
    }

    private static String words(List<String> compressions) {
        return String.join(" and ", compressions).replace("none", "uncompressed");
    }

    private static SizeChange of(Collection<SquashReport> images, Bytes squashed, Bytes stored) {
        return new SizeChange(
                squashed,
                stored,
                compressions(images, image -> image.layers().stream().map(LayerSummary::compression)),
                compressions(images, image -> image.result().stream().map(ResultLayer::compression)),
                images.stream().mapToInt(image -> image.before().unread()).sum());
    }

    private static long sum(Collection<SquashReport> images, ToLongFunction<SquashReport> size) {
        return images.stream().mapToLong(size).sum();
    }

    private static List<String> compressions(
            Collection<SquashReport> images, Function<SquashReport, Stream<String>> layers) {
        SortedSet<String> found = images.stream().flatMap(layers).collect(Collectors.toCollection(TreeSet::new));
        return List.copyOf(found);
    }
}
