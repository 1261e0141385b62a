// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.ManifestFormat;
import io.github.imagesquash.registry.ImageAddress;
import io.github.imagesquash.registry.RegistryAccess;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The destination of the new image. */
public sealed interface Destination {
    /**
     * A file, written beside its final name and moved there when complete.
     *
     * @param path the file; an existing one is replaced
     */
    record Archive(Path path) implements Destination {}

    /**
     * A directory with an OCI layout, new or with images, to which this one is added. It becomes visible only when it
     * is complete.
     *
     * @param path the directory
     * @param ref a name for the image in this layout, of any form, beside the tags
     */
    record Layout(Path path, Optional<String> ref) implements Destination {
        private static final Pattern REF = Pattern.compile("[A-Za-z0-9]+((--|[-._:@+/])[A-Za-z0-9]+)*");

        /** A directory in which the image gets its tags alone. */
        public Layout(Path path) {
            this(path, Optional.empty());
        }

        /** A directory in which the image gets a name of its own. */
        public Layout(Path path, String ref) {
            this(path, Optional.of(ref));
        }

        public Layout {
            if (!ref.map(REF::matcher).map(Matcher::matches).orElse(true)) {
                throw new IllegalArgumentException("\"" + ref.orElseThrow() + "\" cannot be a name in a layout");
            }
        }
    }

    /**
     * A directory with skopeo's {@code dir:} layout, which has one image without a name. An existing image is replaced.
     *
     * @param path the directory
     */
    record Dir(Path path) implements Destination {}

    /**
     * A stream, which gets the first byte only when the archive is complete. It is flushed, not closed.
     *
     * @param out the stream
     */
    record Stream(OutputStream out) implements Destination {}

    /**
     * An engine, which loads the archive. The request must have tags. Layers are not compressed unless the request says
     * so.
     *
     * @param engine the engine
     * @param force takes a tag away from another image than the source; otherwise that is refused
     */
    record Engine(io.github.imagesquash.engine.Engine engine, boolean force) implements Destination {}

    /**
     * Registries, whose tags change only when everything is there. The addresses are the image's names, in addition to
     * the request's tags.
     *
     * @param addresses tags, at least one
     * @param access the access to the registries
     * @param format the media types in which the image is pushed
     * @param replaced the digest that each address must still have when it changes; empty for any, or none
     */
    record Registry(
            List<ImageAddress> addresses, RegistryAccess access, ManifestFormat format, Optional<Digest> replaced)
            implements Destination {
        /** In OCI's media types, or in Docker's if a registry accepts no others. */
        public Registry(List<ImageAddress> addresses, RegistryAccess access) {
            this(addresses, access, ManifestFormat.AS_ACCEPTED);
        }

        /** In the place of any image. */
        public Registry(List<ImageAddress> addresses, RegistryAccess access, ManifestFormat format) {
            this(addresses, access, format, Optional.empty());
        }

        public Registry {
            addresses = List.copyOf(addresses);
            if (addresses.isEmpty() || addresses.stream().anyMatch(ImageAddress::isDigest)) {
                throw new IllegalArgumentException("not names to push to: " + addresses);
            }
        }
    }
}
