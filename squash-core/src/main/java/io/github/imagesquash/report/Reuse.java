// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

/**
 * The use of a previous image's layers.
 *
 * @param previous the previous image, as the user named it; empty if none was given
 * @param outcome the decision
 * @param layers the number of its layers
 * @param kept the number of its layers that are kept, as the lowest of the new image
 * @param mostlyUnused the number of layers not kept because less than half of their content is in the new image
 * @param overLimit the number of layers not kept because there would be too many
 * @param dependent the number of layers not kept because they need one that was not kept
 * @param shared the source's layers that the previous image has too
 * @param reused the new image's layers that the previous image has
 * @param contentBytes size of the content of the new image's files
 * @param changedBytes the part of it that the previous image does not have in the same place: the minimum size of a new
 *     layer before compression
 * @param unusedBytes content in kept layers that the new image does not show; if none was kept because of that, what
 *     there would have been
 */
public record Reuse(
        String previous,
        Outcome outcome,
        int layers,
        int kept,
        int mostlyUnused,
        int overLimit,
        int dependent,
        Volume shared,
        Volume reused,
        long contentBytes,
        long changedBytes,
        long unusedBytes) {
    /** No previous image was given. */
    public static final Reuse NONE = new Reuse("", Outcome.NOT_ASKED, 0, 0, 0, 0, 0, Volume.NONE, Volume.NONE, 0, 0, 0);

    /** The decision. */
    public enum Outcome {
        /** There is no previous image. */
        NOT_ASKED,
        /** Some of its layers are kept. */
        REUSED,
        /** None is kept, because too much of their content is no longer in the image. */
        MOSTLY_UNUSED,
        /** None is kept, because none has enough used content, or none can be kept. */
        NOTHING_REUSABLE,
        /** It does not exist for the platform. */
        NO_PLATFORM
    }

    /**
     * Layers, in bytes.
     *
     * @param stored their stored size
     * @param uncompressed the size of their tars
     */
    public record Volume(long stored, long uncompressed) {
        /** No layers. */
        public static final Volume NONE = new Volume(0, 0);
    }
}
