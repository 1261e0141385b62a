// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

import io.github.imagesquash.group.PullModel;
import java.time.Duration;
import java.util.Optional;

/**
 * What a machine downloads to get an image, without manifest and config.
 *
 * @param everything for a machine that has nothing
 * @param base for one that has the image's base; empty if none is known, or if it is the whole image
 * @param since for one that has another image; empty if not requested
 * @param model what durations are computed by; empty if none were requested
 */
public record PullCosts(Layers everything, Optional<Base> base, Optional<Since> since, Optional<PullModel> model) {
    /**
     * Layers that are downloaded whole.
     *
     * @param layers how many
     * @param bytes their stored size, in bytes
     * @param time how long downloading and unpacking takes; empty if no model was given
     */
    public record Layers(int layers, long bytes, Optional<Duration> time) {}

    /**
     * The costs for a machine that has the lowest layers.
     *
     * @param layers how many it has: those up to the one with the distribution's os-release
     * @param whole the others
     */
    public record Base(int layers, Layers whole) {}

    /**
     * The costs for a machine that has another image.
     *
     * @param image the other image, as the user named it
     * @param whole for an engine that downloads whole layers
     * @param files for an engine that fetches single files; empty if no missing layer has a table of contents
     */
    public record Since(String image, Layers whole, Optional<Files> files) {}

    /**
     * The costs for an engine that fetches single files of some layers.
     *
     * @param files how many files it lacks
     * @param fileBytes stored size of the parts of these files that it lacks, in bytes
     * @param dataBytes size of the tables of contents and the data to make the tars again, in bytes
     * @param whole the layers that it downloads whole, because they have no table
     * @param time how long all of it takes; it writes the other files, too, from those that it has
     */
    public record Files(long files, long fileBytes, long dataBytes, Layers whole, Optional<Duration> time) {
        /** All bytes. */
        public long bytes() {
            return fileBytes + dataBytes + whole.bytes();
        }
    }
}
