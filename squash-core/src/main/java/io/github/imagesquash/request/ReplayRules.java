// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

import io.github.imagesquash.replay.SymlinkParents;

/**
 * How layers are read where runtimes differ or refuse.
 *
 * @param symlinkParents what becomes of an entry or a whiteout below a symbolic link of a lower layer
 * @param lenient goes on, with a warning, where it would otherwise refuse: leaves out hard links that cannot be made, keeps
 *     paths that leave the root inside it, and ignores bytes behind a layer's gzip data
 */
public record ReplayRules(SymlinkParents symlinkParents, boolean lenient) {
    /** What a running container shows today, and nothing forgiven. */
    public static final ReplayRules STRICT = new ReplayRules(SymlinkParents.OVERLAY, false);
}
