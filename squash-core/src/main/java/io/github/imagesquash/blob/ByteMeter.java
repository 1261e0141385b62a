// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import java.io.IOException;

/**
 * Counts bytes as they pass, from any thread; progress and cancellation of a run depend on it.
 */
@FunctionalInterface
public interface ByteMeter {
    /** Counts nothing and never cancels. */
    ByteMeter NONE = bytes -> {};

    /**
     * @param bytes how many passed since the last call, at least 0
     * @throws IOException if the work is to stop now
     */
    void passed(long bytes) throws IOException;
}
