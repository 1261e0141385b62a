// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.read.ImageSelector;
import io.github.imagesquash.read.Platforms;
import io.github.imagesquash.read.Preferences;
import io.github.imagesquash.read.WantedImage;

/** The images of a source to squash, and their platforms. */
public sealed interface Selection {
    /** The only image, for one platform. */
    Selection ONLY = new OneImage(ImageSelector.ONLY);

    /** The only platform that is needed, as in {@link ImageSelector}; {@link Platform#ANY} also for several. */
    Platform platform();

    /**
     * An image for one platform. The run's report is a {@link io.github.imagesquash.report.SquashReport}.
     *
     * @param selector which
     */
    record OneImage(ImageSelector selector) implements Selection {
        @Override
        public Platform platform() {
            return selector.platform();
        }
    }

    /**
     * An image for every platform that its blobs are there for. The result is an index of them, or a plain image if there is
     * only one, and the run's report is an {@link io.github.imagesquash.report.IndexReport}. Other systems than Linux,
     * platforms that are listed without being there, and attestations are left out with a warning.
     *
     * @param image which
     */
    record AllPlatforms(WantedImage image) implements Selection {
        @Override
        public Platform platform() {
            return Platform.ANY;
        }
    }

    /**
     * Every image of the source. They keep their names, and go to one archive, layout or engine; what they have in common is
     * stored once. What is not for Linux is left out with a warning. The run's report is a
     * {@link io.github.imagesquash.report.BundleReport}.
     *
     * @param platforms for which platforms of each
     * @param preferences what decides where one is there twice
     */
    record AllImages(Platforms platforms, Preferences preferences) implements Selection {
        @Override
        public Platform platform() {
            return switch (platforms) {
                case Platforms.One(Platform one) -> one;
                case Platforms.All() -> Platform.ANY;
            };
        }
    }
}
