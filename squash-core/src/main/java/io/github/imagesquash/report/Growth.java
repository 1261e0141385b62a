// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

/**
 * How the result's size compares with the source's. Layers that a previous image has are not counted, on either side.
 *
 * @param basis which bytes were compared
 * @param before the source's layers, in bytes
 * @param after the result's layers, in bytes
 */
public record Growth(Basis basis, long before, long after) {
    /**
     * What headers can add to an image that has nothing to give back, in bytes: those of directories that no layer
     * described, and times to the nanosecond.
     */
    public static final long SLACK = 64 << 10;

    /** Which bytes are comparable. */
    public enum Basis {
        /** Layers as stored, compressed alike or as squash chose. */
        STORED,
        /** Their tars, where the user or the destination wants another compression than the source has. */
        UNCOMPRESSED
    }

    /** Compares an image with what became of it, without the layers that a previous image has, of either. */
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

    /** How many bytes the result is larger; below 0 if it is smaller. */
    public long bytes() {
        return after - before;
    }

    /** Whether it is larger at all. */
    public boolean isLarger() {
        return bytes() > 0;
    }

    /**
     * Whether it is larger than it may be without being asked.
     *
     * @param allowed how many bytes it may be larger, such as {@link #SLACK} for each image
     */
    public boolean isWorse(long allowed) {
        return bytes() > allowed;
    }
}
