// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

import io.github.imagesquash.compare.ConfigChange;
import io.github.imagesquash.compare.PathDifference;
import io.github.imagesquash.message.Warnings;
import java.time.Duration;
import java.util.List;

/**
 * The differences of two images.
 *
 * @param before the first image
 * @param after the second image
 * @param paths the number of compared paths, including those that only one image has
 * @param files the paths that differ, ascending
 * @param config the config's keys that differ, ascending
 * @param elapsed how long the run took
 */
public record DiffReport(
        Side before, Side after, long paths, List<PathDifference> files, List<ConfigChange> config, Duration elapsed) {

    public DiffReport {
        files = List.copyOf(files);
        config = List.copyOf(config);
    }

    /** Whether nothing differs. */
    public boolean isEqual() {
        return files.isEmpty() && config.isEmpty();
    }

    /**
     * One of the two images. Its digests and layers are for information: images with different layers may be equal.
     *
     * @param source the source, as the user named it
     * @param platform the image's platform, such as {@code linux/amd64}
     * @param image its figures
     * @param warnings the warnings, each kind once
     */
    public record Side(String source, String platform, ImageSummary image, List<Warnings.Tally> warnings) {
        public Side {
            warnings = List.copyOf(warnings);
        }
    }
}
