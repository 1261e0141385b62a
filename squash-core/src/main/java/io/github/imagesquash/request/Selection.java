// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.read.ImageSelector;
import io.github.imagesquash.read.ImageSelector.Trust;
import java.util.Optional;

/** Which of a source's images are squashed, and for which of their platforms. */
public sealed interface Selection {
    /** The only image there is, for one platform. */
    Selection ONLY = new OneImage(ImageSelector.ONLY);

    /** What the source is asked for; what the selection leaves open, it leaves open. */
    ImageSelector selector();

    /**
     * An image for one platform. The run's report is a {@link io.github.imagesquash.report.SquashReport}.
     *
     * @param selector which
     */
    record OneImage(ImageSelector selector) implements Selection {}

    /**
     * An image for every platform that its blobs are there for. The result is an index of them, or a plain image if there is
     * only one, and the run's report is an {@link io.github.imagesquash.report.IndexReport}. Other systems than Linux,
     * platforms that are listed without being there, and attestations are left out with a warning.
     *
     * @param image its name or digest, as in {@link ImageSelector}; empty for the only one
     * @param compression which of two images is taken that differ only in how their layers are compressed
     * @param trust whom to believe where control files differ
     */
    record AllPlatforms(String image, Optional<Compression> compression, Trust trust) implements Selection {
        @Override
        public ImageSelector selector() {
            return new ImageSelector(image, Platform.ANY, compression, trust);
        }
    }

    /**
     * Every image of the source. They keep their names, and go to one archive, layout or engine; what they have in common is
     * stored once. What is not for Linux is left out with a warning. The run's report is a
     * {@link io.github.imagesquash.report.BundleReport}.
     *
     * @param platform the platform of each, {@link Platform#ANY} as in {@link ImageSelector}; empty for all of each
     * @param compression which of two images is taken that differ only in how their layers are compressed
     * @param trust whom to believe where control files differ
     */
    record AllImages(Optional<Platform> platform, Optional<Compression> compression, Trust trust) implements Selection {
        @Override
        public ImageSelector selector() {
            return new ImageSelector("", platform.orElse(Platform.ANY), compression, trust);
        }
    }
}
