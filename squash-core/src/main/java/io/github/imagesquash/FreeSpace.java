package io.github.imagesquash;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Asks for room before anything is written: a file of holes is small in an image, and large in a layer. */
final class FreeSpace {
    private FreeSpace() {}

    /**
     * Fails if what is going to be written has no room.
     *
     * @param bytes how many it is at least
     */
    static void require(SquashRequest request, long bytes) throws IOException {
        Path directory = existing(
                switch (request.destination()) {
                    case Destination.Archive(Path path) -> path.toAbsolutePath().getParent();
                    case Destination.Layout layout -> layout.path().toAbsolutePath();
                    case Destination.Dir(Path path) -> path.toAbsolutePath();
                    case Destination.Stream _, Destination.Engine _, Destination.Registry _ ->
                        request.temporaryDirectory().toAbsolutePath();
                });
        long free = Files.getFileStore(directory).getUsableSpace();
        if (bytes > free) {
            throw new FileSystemException(
                    directory.toString(),
                    null,
                    String.format(Locale.ROOT, "the new layers need %,d bytes, and %,d are free", bytes, free));
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
