// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import java.io.IOException;

/** Receives what becomes of the images of a run, one after another, from several threads. */
@FunctionalInterface
public interface FleetListener {
    /**
     * An image is finished.
     *
     * @throws IOException if that cannot be noted; the run then ends
     */
    void on(ImageOutcome outcome) throws IOException;
}
