// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.blob.Blob;
import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.oci.Digest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A written image.
 *
 * @param documents its manifest and config
 * @param layers its layers, base first
 * @param blobs the stored bytes of the layers, valid until the store is closed; those of kept layers may be in another
 *     place
 */
public record WrittenImage(ImageDocuments documents, List<WrittenLayer> layers, List<Blob> blobs) {
    public WrittenImage {
        layers = List.copyOf(layers);
        blobs = List.copyOf(blobs);
    }

    /**
     * The same image in Docker's media types: another manifest for the same blobs.
     *
     * @param where its name in messages
     * @throws UnmetRequestException if a layer is of a kind for which Docker has no type
     */
    public WrittenImage inDockerFormat(String where) throws UnmetRequestException {
        List<WrittenLayer> relabelled =
                layers.stream().map(WrittenLayer::inDockerFormat).toList();
        return new WrittenImage(documents.inDockerFormat(where), relabelled, blobs);
    }

    /** The digest of its manifest. */
    public Digest manifestDigest() {
        return documents.descriptor().digest();
    }

    /** The digest of its config, which Docker calls the image ID. */
    public Digest configDigest() {
        return documents.config().digest();
    }

    /** The layers that were not copied: readers of the image have them, or do not need them. */
    public Set<Digest> leftOut() {
        Set<Digest> leftOut = new HashSet<>();
        for (int i = 0; i < layers.size(); i++) {
            if (!(blobs.get(i) instanceof FileRegion)) {
                leftOut.add(layers.get(i).descriptor().digest());
            }
        }
        return leftOut;
    }

    /** The stored size of the layers, in bytes. */
    public long storedBytes() {
        return blobs.stream().mapToLong(Blob::size).sum();
    }
}
