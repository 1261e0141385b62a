// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import java.nio.file.Path;
import java.util.List;

/** The command {@code podman} in a storage of the test's own. */
final class Podman {
    private Podman() {}

    /** The command up to its verb; what it keeps while it runs lies beside the storage, where no other test's does. */
    static List<String> in(Path storage) {
        Path running = storage.resolveSibling(storage.getFileName() + "-run");
        return List.of(
                "podman", "--root", storage.toString(), "--runroot", running.toString(), "--storage-driver", "vfs");
    }
}
