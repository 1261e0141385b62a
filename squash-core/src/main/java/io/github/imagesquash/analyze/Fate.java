// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.analyze;

import io.github.imagesquash.filter.Cause;

/**
 * What became of an entry of a layer. Layers are numbered from 1, the base; a layer can replace or hide its own
 * entries.
 */
public sealed interface Fate {
    /** A container sees it. */
    record Kept() implements Fate {}

    /**
     * A layer wrote the same path again.
     *
     * @param layer its number
     */
    record Overwritten(int layer) implements Fate {}

    /**
     * A whiteout removed it, or a directory above it.
     *
     * @param layer the layer with the whiteout
     */
    record Deleted(int layer) implements Fate {}

    /**
     * A directory above it became something else.
     *
     * @param layer the layer with the other file
     */
    record Hidden(int layer) implements Fate {}

    /**
     * A container sees it, and squash leaves it out on purpose.
     *
     * @param cause the reason
     */
    record Dropped(Cause cause) implements Fate {}

    /** The only instance. */
    Fate KEPT = new Kept();
}
