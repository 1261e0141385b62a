package io.github.imagesquash.cli;

import io.github.imagesquash.ProgressListener;
import io.github.imagesquash.SquashRequest;
import io.github.imagesquash.report.RunReport;
import java.io.IOException;

/** What the command calls when the options are understood: the library, or a test that looks at the request. */
interface Squasher {
    /** For which platforms an image is squashed. */
    enum Platforms {
        /** The one that the request selects. */
        ONE,
        /** All that it is there for. */
        ALL
    }

    /** {@link Library}. Not a lambda, which would load the library's types before they are needed. */
    Squasher LIBRARY = new Squasher() {
        @Override
        public RunReport run(SquashRequest request, Platforms platforms, ProgressListener progress) throws IOException {
            return Library.run(request, platforms, progress);
        }
    };

    /**
     * Squashes.
     *
     * @throws IOException if the source is refused, or reading or writing fails; then nothing is left behind
     */
    RunReport run(SquashRequest request, Platforms platforms, ProgressListener progress) throws IOException;
}
