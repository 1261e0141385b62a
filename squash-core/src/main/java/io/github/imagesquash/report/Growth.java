// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

/**
 * The size of the result compared with that of the source. Layers that a previous image has are not counted on either
 * side.
 *
 * @param basis the compared bytes
 * @param before the source's layers, in bytes
 * @param after the result's layers, in bytes
 */
public record Growth(Basis basis, long before, long after) {
    /**
     * What headers can add to an image without anything to remove, in bytes: headers of directories that no layer
     * described, and times in nanoseconds.
     */
    public static final long SLACK = 64 << 10;

    /** The bytes that can be compared. */
    public enum Basis {
        /** Stored layers, with the same compression or with the one that squash chose. */
        STORED,
        /** Their tars, if the user or the destination requires another compression than the source has. */
        UNCOMPRESSED
    }

    /** Compares an old and a new image, without the layers of either that a previous image has. */
    public static Growth of(Basis basis, ImageSummary before, ImageSummary after, Reuse reuse) {
        return switch (basis) {
            case STORED ->
                new Growth(
                        basis,
                        before.storedBytes() - reuse.shared().stored(),
                        after.storedBytes() - reuse.reused().stored());
            case UNCOMPRESSED ->
                new Growth(
                        basis,
                        before.uncompressedBytes() - reuse.shared().uncompressed(),
                        after.uncompressedBytes() - reuse.reused().uncompressed());
        };
    }

    /** The growth in bytes; below 0 if the result is smaller. */
    public long bytes() {
        return after - before;
    }

    /** Whether it is larger at all. */
    public boolean isLarger() {
        return bytes() > 0;
    }

    /**
     * Whether it is larger than allowed by default.
     *
     * @param allowed the allowed growth in bytes, such as {@link #SLACK} for each image
     */
    public boolean isWorse(long allowed) {
        return bytes() > allowed;
    }
}
