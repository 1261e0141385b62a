package io.github.imagesquash.cli.squash;

import io.github.imagesquash.report.RunReport;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;

/** What the command calls when the options are understood: the library, or a test that looks at the request. */
public interface Squasher {
    /** What of a source is squashed. */
    enum Scope {
        /** The image that the request selects. */
        IMAGE,
        /** That image for all platforms that it is there for. */
        PLATFORMS,
        /** All images. */
        IMAGES,
        /** All images for all platforms. */
        IMAGES_AND_PLATFORMS;

        /** Whether there is a result for each of several platforms. */
        boolean hasPlatforms() {
            return this == PLATFORMS || this == IMAGES_AND_PLATFORMS;
        }

        /** Whether there is a result for each of several images. */
        boolean hasImages() {
            return this == IMAGES || this == IMAGES_AND_PLATFORMS;
        }
    }

    /** {@link Library}. Not a lambda, which would load the library's types before they are needed. */
    Squasher LIBRARY = new Squasher() {
        @Override
        public RunReport run(SquashRequest request, Scope scope, ProgressListener progress) throws IOException {
            return Library.run(request, scope, progress);
        }
    };

    /**
     * Squashes.
     *
     * @throws IOException if the source is refused, or reading or writing fails; then nothing is left behind
     */
    RunReport run(SquashRequest request, Scope scope, ProgressListener progress) throws IOException;
}
