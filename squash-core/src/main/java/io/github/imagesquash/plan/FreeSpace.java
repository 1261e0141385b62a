// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.plan;

import io.github.imagesquash.blob.SpoolException;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/** Checks the free space before anything is written: a sparse file is small in an image, and large in a layer. */
final class FreeSpace {
    private FreeSpace() {}

    /**
     * Fails if there is not enough space for the new layers.
     *
     * @param bytes their minimum size
     */
    static void require(SquashRequest request, long bytes) throws IOException {
        switch (request.destination()) {
            case Destination.Archive(Path path) ->
                require(Objects.requireNonNull(path.toAbsolutePath().getParent(), "the root is not a file"), bytes);
            case Destination.Layout layout -> require(layout.path().toAbsolutePath(), bytes);
            case Destination.Dir(Path path) -> require(path.toAbsolutePath(), bytes);
            case Destination.Stream _, Destination.Engine _, Destination.Registry _ ->
                requireForSpool(request.settings().temporaryDirectory(), bytes);
        }
    }

    /** An archive for another destination is a temporary file until it is complete. */
    private static void requireForSpool(Path temporary, long bytes) throws SpoolException {
        try {
            require(temporary.toAbsolutePath(), bytes);
        } catch (IOException e) {
            throw new SpoolException(temporary, e);
        }
    }

    private static void require(Path place, long bytes) throws IOException {
        Path directory = existing(place);
        // A FileStore is looked for among the mounted file systems, which lack the root of a chroot.
        long free = directory.toFile().getUsableSpace();
        if (bytes > free) {
            throw new FileSystemException(
                    directory.toString(),
                    null,
                    String.format(
                            Locale.ROOT,
                            "not enough space: the new layers need %,d bytes, and %,d are free",
                            bytes,
                            free));
        }
    }

    private static Path existing(Path path) {
        Path there = path;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }
}
