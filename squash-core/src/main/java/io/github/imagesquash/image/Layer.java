package io.github.imagesquash.image;

import io.github.imagesquash.blob.Blob;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.oci.Digest;
import java.util.List;

/**
 * One layer as it is stored. Its bytes have not been read: whoever reads them compares what passes with the digests here.
 *
 * @param number 1 for the base
 * @param where what messages call the layer: {@code old.tar: layer 3 of 9 (sha256:ab12cd34ef56)}
 * @param diffId the digest that the config promises for the uncompressed tar
 * @param storedDigests the digest that the manifest or the blob's name promises for the stored bytes; none where neither
 *     does, as in archives of Docker before 25
 * @param blob the stored bytes
 * @param compression how they are stored, by their magic
 * @param createdBy the history's words for the step that made the layer; empty if unknown
 */
public record Layer(
        int number,
        String where,
        Digest diffId,
        List<Digest> storedDigests,
        Blob blob,
        Compression compression,
        String createdBy) {

    public Layer {
        if (number < 1 || storedDigests.size() > 1) {
            throw new IllegalArgumentException("layer " + number + " with stored digests " + storedDigests);
        }
        storedDigests = List.copyOf(storedDigests);
    }
}
