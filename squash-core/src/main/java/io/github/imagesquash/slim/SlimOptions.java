// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import java.util.List;

/**
 * What the user knows about what an image needs.
 *
 * @param unit what is removed as one
 * @param roots paths and commands that the image runs beside those of its config
 * @param traced paths that runs of the image opened; those that the image does not contain do not count
 * @param kept names of packages to keep, with what they need
 * @param dropped names of packages that are removed although a guess would keep them
 * @param recommends whether packages that a kept one recommends are kept too
 */
public record SlimOptions(
        Unit unit,
        List<String> roots,
        List<String> traced,
        List<String> kept,
        List<String> dropped,
        boolean recommends) {
    /** All packages stay. */
    public static final SlimOptions NONE = of(Unit.NOTHING);

    /** Packages that nothing needs are removed. */
    public static final SlimOptions PACKAGES = of(Unit.PACKAGES);

    /** What is removed as one. */
    public enum Unit {
        /** Nothing is removed. */
        NOTHING,
        /** Packages that nothing needs are removed. */
        PACKAGES,
        /** Packages that nothing needs are removed, and of the others the files that nothing needs. */
        FILES
    }

    public SlimOptions {
        roots = List.copyOf(roots);
        traced = List.copyOf(traced);
        kept = List.copyOf(kept);
        dropped = List.copyOf(dropped);
    }

    /** Nothing is known but what the image says. */
    public static SlimOptions of(Unit unit) {
        return new SlimOptions(unit, List.of(), List.of(), List.of(), List.of(), false);
    }

    /** Whether anything is removed. */
    public boolean enabled() {
        return unit != Unit.NOTHING;
    }
}
