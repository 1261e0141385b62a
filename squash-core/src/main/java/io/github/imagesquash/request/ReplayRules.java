// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

import io.github.imagesquash.replay.SymlinkParents;

/**
 * How layers are read if runtimes disagree about them or refuse them.
 *
 * @param symlinkParents how an entry or a whiteout below a symbolic link of a lower layer is handled
 * @param lenient continues, with a warning, instead of refusing: leaves out hard links that cannot be made, keeps paths
 *     that leave the root inside it, and ignores bytes behind a layer's gzip data
 */
public record ReplayRules(SymlinkParents symlinkParents, boolean lenient) {
    /** What a running container shows today, without lenient exceptions. */
    public static final ReplayRules STRICT = new ReplayRules(SymlinkParents.OVERLAY, false);
}
