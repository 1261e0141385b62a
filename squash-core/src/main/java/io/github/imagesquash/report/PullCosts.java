// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

import java.util.Optional;

/**
 * What a machine downloads to get an image, without manifest and config.
 *
 * @param everything for a machine that has nothing
 * @param since for one that has another image; empty if not requested
 */
public record PullCosts(Layers everything, Optional<Since> since) {
    /**
     * Layers that are downloaded whole.
     *
     * @param layers how many
     * @param bytes their stored size, in bytes
     */
    public record Layers(int layers, long bytes) {}

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
     */
    public record Files(long files, long fileBytes, long dataBytes, Layers whole) {
        /** All bytes. */
        public long bytes() {
            return fileBytes + dataBytes + whole.bytes();
        }
    }
}
