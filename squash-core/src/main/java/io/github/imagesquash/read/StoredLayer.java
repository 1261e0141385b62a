// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.blob.AbsentBlob;
import io.github.imagesquash.blob.Blob;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.LayoutNames;
import io.github.imagesquash.oci.MediaType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The place of a layer according to a manifest. */
sealed interface StoredLayer {

    /** The layer's bytes, or empty if the archive or registry does not have them. */
    Optional<Blob> find() throws IOException;

    /** The promised digest of the stored bytes, if there is one. */
    List<Digest> storedDigests();

    /** The type in the manifest, if there is one. */
    MediaType mediaType();

    /** Other addresses of the bytes. */
    List<String> urls();

    /** Its annotations in the manifest. */
    Map<String, String> annotations();

    /** A placeholder for a layer that the archive lacks; reading it gives the error that it is missing. */
    AbsentBlob absent(String where);

    /** Whether the layer may be missing as long as it is not read. */
    default boolean mayBeAbsent() {
        return mediaType().isForeignLayer();
    }

    /**
     * A layer of Docker's {@code manifest.json}, which has only a name.
     *
     * @param members the archive
     * @param name the layer's name in it
     */
    record Named(ArchiveFiles members, String name) implements StoredLayer {
        @Override
        public Optional<Blob> find() throws IOException {
            return members.find(name).map(region -> region);
        }

        @Override
        public List<Digest> storedDigests() {
            return LayoutNames.digestIn(name).stream().toList();
        }

        @Override
        public MediaType mediaType() {
            return MediaType.NONE;
        }

        @Override
        public List<String> urls() {
            return List.of();
        }

        @Override
        public Map<String, String> annotations() {
            return Map.of();
        }

        @Override
        public AbsentBlob absent(String where) {
            return new AbsentBlob(where, "\"" + Printable.of(name) + "\" is missing", 0);
        }
    }

    /**
     * A layer of an OCI manifest.
     *
     * @param blobs the archive
     * @param descriptor the layer's digest, size and type
     */
    record Described(BlobStore blobs, Descriptor descriptor) implements StoredLayer {
        @Override
        public Optional<Blob> find() throws IOException {
            return blobs.find(descriptor);
        }

        @Override
        public List<Digest> storedDigests() {
            return List.of(descriptor.digest());
        }

        @Override
        public MediaType mediaType() {
            return descriptor.mediaType();
        }

        @Override
        public List<String> urls() {
            return descriptor.urls();
        }

        @Override
        public Map<String, String> annotations() {
            return descriptor.annotations();
        }

        @Override
        public AbsentBlob absent(String where) {
            String missing = "\"" + blobs.nameOf(descriptor) + "\" is missing";
            String reason = descriptor.mediaType().isForeignLayer()
                    ? missing + "; it is a foreign layer ("
                            + Printable.of(descriptor.mediaType().text()) + "), " + blobs.whyForeignIsAbsent()
                    : missing;
            return new AbsentBlob(where, reason, descriptor.size());
        }
    }
}
