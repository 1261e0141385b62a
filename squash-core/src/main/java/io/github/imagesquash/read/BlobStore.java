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
    /** What messages call the archive or the image in the registry. */
    String where();

    /** What messages call some content. */
    String whereOf(Descriptor descriptor);

    /** The name that the content should have there. */
    String nameOf(Descriptor descriptor);

    /** Why a layer that may not be given away is not there, as the end of a sentence. */
    String whyForeignIsAbsent();

    /**
     * The content, its digest not verified.
     *
     * @return empty if it is known not to be there, which is legal where nobody asks for it
     */
    Optional<Blob> find(Descriptor descriptor) throws IOException;

    /**
     * A JSON document, its size and digest compared with the descriptor's.
     *
     * @return empty if it is not there
     */
    Optional<byte[]> document(Descriptor descriptor) throws IOException;

    /** Fails if bytes do not have the digest that was promised for them. */
    static void requireDigest(String where, Digest expected, byte[] bytes) throws InvalidImageException {
        MessageDigest computation = expected.newMessageDigest();
        computation.update(bytes);
        Digest found = expected.sameAlgorithm(computation);
        if (!found.equals(expected)) {
            throw InvalidImageException.mismatch(where, "digest", expected, found);
        }
    }
}
