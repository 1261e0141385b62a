// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

/**
 * What became of a previous image's layers.
 *
 * @param previous the previous image, as it was named; empty if none was given
 * @param outcome what was decided
 * @param layers how many layers it has
 * @param kept how many of them are the lowest of the new image
 * @param mostlyUnused how many were not kept since less than half of their content is in the new image
 * @param overLimit how many were not kept since there would be too many layers
 * @param dependent how many were not kept since they need one that was not
 * @param shared what of the source's layers the previous image has as they are
 * @param reused what of the new image's layers the previous image has
 * @param contentBytes the content of the new image's files
 * @param changedBytes the part of it that the previous image does not have in its place: before compression, no new layer could
 *     do with less
 * @param unusedBytes content in kept layers that the new image does not show; where none was kept for that, what there would be
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

    /** What was decided. */
    public enum Outcome {
        /** There is no previous image. */
        NOT_ASKED,
        /** Some of its layers are kept. */
        REUSED,
        /** None is kept, since too much of their content is in the image no more. */
        MOSTLY_UNUSED,
        /** None is kept, since none is worth it, or none can be. */
        NOTHING_REUSABLE,
        /** It is not there for the platform. */
        NO_PLATFORM
    }

    /**
     * Layers, in bytes.
     *
     * @param stored as they are stored
     * @param uncompressed their tars
     */
    public record Volume(long stored, long uncompressed) {
        /** No layers. */
        public static final Volume NONE = new Volume(0, 0);
    }
}
