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
 * An image as it was written.
 *
 * @param documents its manifest and config
 * @param layers its layers, base first
 * @param blobs the stored bytes of the layers, good until the store is closed; those of kept layers may be elsewhere than there
 */
public record WrittenImage(ImageDocuments documents, List<WrittenLayer> layers, List<Blob> blobs) {
    public WrittenImage {
        layers = List.copyOf(layers);
        blobs = List.copyOf(blobs);
    }

    /**
     * The same image in Docker's media types: another manifest of the same blobs.
     *
     * @param where what messages call it
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

    /** The layers that were not copied: what reads the image has them, or can do without. */
    public Set<Digest> leftOut() {
        Set<Digest> leftOut = new HashSet<>();
        for (int i = 0; i < layers.size(); i++) {
            if (!(blobs.get(i) instanceof FileRegion)) {
                leftOut.add(layers.get(i).descriptor().digest());
            }
        }
        return leftOut;
    }

    /** How large the layers are as stored. */
    public long storedBytes() {
        return blobs.stream().mapToLong(Blob::size).sum();
    }
}
