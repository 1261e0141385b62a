package io.github.imagesquash;

import io.github.imagesquash.replay.SymlinkParents;

/**
 * How layers are read where runtimes differ or refuse.
 *
 * @param symlinkParents what becomes of an entry below a symbolic link of a lower layer
 * @param lenient goes on, with a warning, where an impossible hard link, a path that leaves the root, or bytes behind a
 *     compressed stream would otherwise be refused
 */
public record ReplayRules(SymlinkParents symlinkParents, boolean lenient) {
    /** What a running container shows today, and nothing forgiven. */
    public static final ReplayRules STRICT = new ReplayRules(SymlinkParents.OVERLAY, false);
}
