// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

/** How an entry is handled if its path leads through a symbolic link of a lower layer. */
public enum SymlinkParents {
    /** The link is replaced by a directory, as overlay file systems show it: Docker, containerd and podman today. */
    OVERLAY,
    /** The link is followed inside the root, as in engines that copy the lower layers: vfs drivers and umoci. */
    FOLLOW
}
