// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Layers laid over each other by the kernel, read-only, until closed.
 *
 * @param root where they are seen as one tree
 */
record OverlayMount(Path root) implements AutoCloseable {

    /**
     * Mounts layers.
     *
     * @param directories the layers' directories, the uppermost first
     */
    static OverlayMount of(List<String> directories) throws IOException {
        return of(directories, Files.createTempDirectory("squash-it-"));
    }

    /**
     * Mounts layers below a directory, which is deleted when the mount is closed.
     *
     * @param directories the layers' directories, the uppermost first
     * @param place an empty directory; the tree is seen in {@code root} in it
     */
    static OverlayMount of(List<String> directories, Path place) throws IOException {
        Path root = Files.createDirectory(place.resolve("root"));
        // the kernel wants two layers at least
        Path empty = Files.createDirectory(place.resolve("empty"));
        String options = "lowerdir=" + String.join(":", directories) + ":" + empty;
        Program.of("mount", "-t", "overlay", "-o", "ro," + options, "squash-it", root.toString())
                .output();
        return new OverlayMount(root);
    }

    @Override
    public void close() throws IOException {
        Program.of("umount", root.toString()).output();
        Files.delete(root);
        Files.delete(root.resolveSibling("empty"));
        Files.delete(root.getParent());
    }
}
