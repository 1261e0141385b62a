package io.github.imagesquash.write;

import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.oci.Digest;
import java.util.List;

/**
 * An image as it was written.
 *
 * @param documents its manifest and config
 * @param layers its layers, base first
 * @param blobs the stored bytes of the layers, good until the store is closed
 */
public record WrittenImage(ImageDocuments documents, List<WrittenLayer> layers, List<FileRegion> blobs) {
    public WrittenImage {
        layers = List.copyOf(layers);
        blobs = List.copyOf(blobs);
    }

    /** The digest of its OCI manifest. */
    public Digest manifestDigest() {
        return documents.descriptor().digest();
    }

    /** The digest of its config, which Docker calls the image ID. */
    public Digest configDigest() {
        return documents.config().digest();
    }

    /** How large the layers are as stored. */
    public long storedBytes() {
        return blobs.stream().mapToLong(FileRegion::size).sum();
    }
}
