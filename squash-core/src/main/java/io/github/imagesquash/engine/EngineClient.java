// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.engine;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.oci.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;

/**
 * Talks to an engine. All methods fail with an {@link EngineException} that says what the engine said, and with an
 * {@link java.io.InterruptedIOException} if the calling thread is interrupted; what was begun is then broken off.
 */
public sealed interface EngineClient permits CommandClient, SocketClient {
    /** Which engine it is. */
    EngineKind kind();

    /** The image with this name, ID or beginning of an ID. */
    Optional<EngineImage> find(String image) throws IOException;

    /** The names of all images, as the engine shows them. */
    List<String> names() throws IOException;

    /** Whether it loads layers that are compressed with zstd. */
    boolean readsZstd() throws IOException;

    /**
     * Sends an image as an archive. The stream ends with a failure, and not as if it were complete, if the engine or its
     * client dies on the way. Closing it breaks off what is left.
     *
     * @param image a name, or an ID
     * @param platform the platform that is needed, where the engine can save it alone, as Docker 28 does: others may not be
     *     there; {@link Platform#ANY} for all
     */
    InputStream save(String image, Platform platform) throws IOException;

    /**
     * Takes the images of an archive, with their names, and returns when they are there.
     *
     * @param archive from its beginning to its end
     * @param meter counts the bytes as they are sent
     */
    void load(FileChannel archive, ByteMeter meter) throws IOException;

    /**
     * As {@link #find}.
     *
     * @throws EngineException if there is none; the message names those with the closest names
     */
    default EngineImage require(String image) throws IOException {
        Optional<EngineImage> found = find(image);
        if (found.isPresent()) {
            return found.get();
        }
        throw new EngineException(kind(), "no such image: " + image + ClosestNames.hint(image, names()));
    }
}
