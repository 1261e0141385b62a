// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

/** What becomes of an entry whose path leads through a symbolic link that a lower layer made. */
public enum SymlinkParents {
    /** The link is replaced by a directory, as overlay file systems show it: Docker, containerd and podman today. */
    OVERLAY,
    /** The link is followed inside the root, as engines do that copy the lower layers: vfs drivers and umoci. */
    FOLLOW
}
