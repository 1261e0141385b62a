// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.squash;

import io.github.imagesquash.Squash;
import io.github.imagesquash.report.RunReport;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;

/** The call after the options are parsed: the library, or a test that examines the request. */
public interface Squasher {
    /** The library. Not a lambda, which would load the library's types before they are needed. */
    Squasher LIBRARY = new Squasher() {
        @Override
        public RunReport run(SquashRequest request, ProgressListener progress) throws IOException {
            return Squash.run(request, progress);
        }
    };

    /**
     * Squashes.
     *
     * @throws IOException if the source is refused, or reading or writing fails; then nothing is left behind
     */
    RunReport run(SquashRequest request, ProgressListener progress) throws IOException;
}
