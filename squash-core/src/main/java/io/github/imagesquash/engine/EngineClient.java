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
 * A client of an engine. All methods fail with an {@link EngineException} that contains the engine's message, and with
 * an {@link java.io.InterruptedIOException} if the calling thread is interrupted; the request is then aborted.
 */
public sealed interface EngineClient permits CommandClient, SocketClient {
    /** The kind of engine. */
    EngineKind kind();

    /** The image with this name, ID or beginning of an ID. */
    Optional<EngineImage> find(String image) throws IOException;

    /** The names of all images, as the engine shows them. */
    List<String> names() throws IOException;

    /** Whether it loads layers compressed with zstd. */
    boolean readsZstd() throws IOException;

    /**
     * Sends an image as an archive. If the engine or its client dies before the end, the stream fails instead of ending
     * normally. Closing it aborts the rest.
     *
     * @param image a name, or an ID
     * @param platform the required platform, if the engine can save it alone, as Docker 28 can: other platforms may be
     *     missing; {@link Platform#ANY} for all
     */
    InputStream save(String image, Platform platform) throws IOException;

    /**
     * Loads the images of an archive, with their names, and returns when they are loaded.
     *
     * @param archive from its beginning to its end
     * @param meter counts the bytes as they are sent
     */
    void load(FileChannel archive, ByteMeter meter) throws IOException;

    /**
     * Runs commands in containers.
     *
     * @throws EngineException if that needs a command of the engine that is not installed
     */
    Containers containers() throws EngineException;

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
