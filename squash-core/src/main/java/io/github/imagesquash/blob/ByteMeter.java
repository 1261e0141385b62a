// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import java.io.IOException;

/** Counts processed bytes, from any thread. Progress and cancellation of a run depend on it. */
@FunctionalInterface
public interface ByteMeter {
    /** Counts nothing and never cancels. */
    ByteMeter NONE = bytes -> {};

    /**
     * @param bytes the number since the last call, at least 0
     * @throws IOException if the work must stop now
     */
    void passed(long bytes) throws IOException;
}
