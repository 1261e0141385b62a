package io.github.imagesquash.cli;

import io.github.imagesquash.ProgressListener;
import io.github.imagesquash.Squash;
import io.github.imagesquash.SquashRequest;
import io.github.imagesquash.report.SquashReport;
import java.io.IOException;

/** What the command calls when the options are understood: the library, or a test that looks at the request. */
interface Squasher {
    /** {@link Squash#run}. Not a lambda, which would load the library's types before they are needed. */
    Squasher LIBRARY = new Squasher() {
        @Override
        public SquashReport run(SquashRequest request, ProgressListener progress) throws IOException {
            return Squash.run(request, progress);
        }
    };

    /**
     * Squashes.
     *
     * @throws IOException if the source is refused, or reading or writing fails; then nothing is left behind
     */
    SquashReport run(SquashRequest request, ProgressListener progress) throws IOException;
}
