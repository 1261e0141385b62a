// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import io.github.imagesquash.report.RunReport;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;

/** Squashes one image. */
@FunctionalInterface
public interface ImageLibrary {
    /**
     * Squashes.
     *
     * @throws IOException if the source is refused, or reading or writing fails; then nothing is left behind
     */
    RunReport squash(SquashRequest request) throws IOException;
}
