// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A small file system in memory, mounted until closed. Needs root.
 *
 * @param directory where it is mounted
 */
record Tmpfs(Path directory) implements AutoCloseable {

    /** Mounts it with options such as {@code size=1m} or {@code ro}. */
    static Tmpfs mount(Path directory, String options) throws IOException {
        Needs.root();
        Program.of("mount", "-t", "tmpfs", "-o", options, "squash-it", directory.toString())
                .output();
        return new Tmpfs(directory);
    }

    @Override
    public void close() throws IOException {
        Program.of("umount", directory.toString()).output();
    }
}
