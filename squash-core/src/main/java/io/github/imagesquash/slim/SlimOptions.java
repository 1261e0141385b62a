// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import java.util.List;

/**
 * What the user knows about the packages that an image needs.
 *
 * @param enabled whether packages that nothing needs are removed
 * @param roots paths and commands that the image runs beside those of its config
 * @param traced paths that runs of the image opened; those that the image does not contain do not count
 * @param kept names of packages to keep, with what they need
 * @param dropped names of packages that are removed although a guess would keep them
 * @param recommends whether packages that a kept one recommends are kept too
 */
public record SlimOptions(
        boolean enabled,
        List<String> roots,
        List<String> traced,
        List<String> kept,
        List<String> dropped,
        boolean recommends) {
    /** All packages stay. */
    public static final SlimOptions NONE = new SlimOptions(false, List.of(), List.of(), List.of(), List.of(), false);

    /** Packages that nothing needs are removed. */
    public static final SlimOptions PACKAGES = new SlimOptions(true, List.of(), List.of(), List.of(), List.of(), false);

    public SlimOptions {
        roots = List.copyOf(roots);
        traced = List.copyOf(traced);
        kept = List.copyOf(kept);
        dropped = List.copyOf(dropped);
    }
}
