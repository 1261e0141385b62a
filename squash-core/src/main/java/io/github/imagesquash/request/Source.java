// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

import io.github.imagesquash.blob.ImageBlobs;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.read.ArchiveKind;
import io.github.imagesquash.registry.ImageAddress;
import io.github.imagesquash.registry.RegistryAccess;
import java.io.InputStream;
import java.nio.file.Path;

/** The source of an image. */
public sealed interface Source {
    /**
     * An archive file, or a directory with an OCI layout or skopeo's {@code dir:} layout.
     *
     * @param path the file or directory
     * @param kind the required kind
     */
    record Archive(Path path, ArchiveKind kind) implements Source {
        /** An archive or directory of any kind. */
        public Archive(Path path) {
            this(path, ArchiveKind.ANY);
        }
    }

    /**
     * An image of an engine, which saves it.
     *
     * @param engine the engine
     * @param image a name, an ID or the beginning of one
     * @param bare whether a file with this name would have taken precedence; if the image is not found, the message
     *     mentions both
     */
    record Engine(io.github.imagesquash.engine.Engine engine, String image, boolean bare) implements Source {
        /** An image whose name cannot mean a file. */
        public Engine(io.github.imagesquash.engine.Engine engine, String image) {
            this(engine, image, false);
        }

        /** Its name in messages, such as {@code docker-daemon:app:1}. */
        public String name() {
            return Printable.of(engine.kind().transport() + image);
        }
    }

    /**
     * An archive that can be read only once; it is spooled. The stream is not closed.
     *
     * @param in the bytes
     * @param name what messages call it
     */
    record Stream(InputStream in, String name) implements Source {}

    /**
     * An image in a registry.
     *
     * @param address a tag or a digest
     * @param access how the registry is reached
     * @param shared layers that other images have too
     */
    record Registry(ImageAddress address, RegistryAccess access, ImageBlobs shared) implements Source {
        /** An image whose layers are fetched for it alone. */
        public Registry(ImageAddress address, RegistryAccess access) {
            this(address, access, ImageBlobs.NONE);
        }
    }
}
