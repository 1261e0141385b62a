// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.blob.Blob;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Optional;

/** Content that is named by its digest: an archive's or a registry's. */
sealed interface BlobStore permits ArchiveBlobs, RegistryBlobs {
    /** The name of the archive or of the image in the registry, for messages. */
    String where();

    /** The name of a content in messages. */
    String whereOf(Descriptor descriptor);

    /** The name that the content should have there. */
    String nameOf(Descriptor descriptor);

    /** The reason why a layer that may not be distributed is missing, as the end of a sentence. */
    String whyForeignIsAbsent();

    /**
     * The content, its digest not verified.
     *
     * @return empty if it is known to be missing, which is allowed as long as it is not needed
     */
    Optional<Blob> find(Descriptor descriptor) throws IOException;

    /**
     * A JSON document, its size and digest compared with the descriptor's.
     *
     * @return empty if it is missing
     */
    Optional<byte[]> document(Descriptor descriptor) throws IOException;

    /** Fails if bytes do not have their promised digest. */
    static void requireDigest(String where, Digest expected, byte[] bytes) throws InvalidImageException {
        MessageDigest computation = expected.newMessageDigest();
        computation.update(bytes);
        Digest found = expected.sameAlgorithm(computation);
        if (!found.equals(expected)) {
            throw InvalidImageException.mismatch(where, "digest", expected, found);
        }
    }
}
