// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.image;

import io.github.imagesquash.blob.Blob;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.MediaType;
import io.github.imagesquash.oci.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One layer as it is stored. Its bytes have not been read: the reader compares them with the digests here.
 *
 * @param number 1 for the base
 * @param where the name of the layer in messages: {@code old.tar: layer 3 of 9 (sha256:ab12cd34ef56)}
 * @param diffId the digest that the config promises for the uncompressed tar
 * @param storedDigests the digest that the manifest or the blob's name promises for the stored bytes; none if neither
 *     does, as in archives of Docker before 25
 * @param blob the stored bytes
 * @param compression their compression, by magic numbers
 * @param mediaType the type in the manifest, which may be wrong; {@link MediaType#NONE} without manifest
 * @param urls other addresses of the stored bytes, from the manifest
 * @param annotations its annotations in the manifest; empty in archives without manifests
 * @param createdBy the history's text for the step that made the layer; empty if unknown
 */
public record Layer(
        int number,
        String where,
        Digest diffId,
        List<Digest> storedDigests,
        Blob blob,
        Compression compression,
        MediaType mediaType,
        List<String> urls,
        Map<String, String> annotations,
        String createdBy) {

    public Layer {
        if (number < 1 || storedDigests.size() > 1) {
            throw new IllegalArgumentException("layer " + number + " with stored digests " + storedDigests);
        }
        storedDigests = List.copyOf(storedDigests);
        urls = List.copyOf(urls);
        annotations = Map.copyOf(annotations);
    }

    /** The layer's tar, if it is uncompressed in a file, so that it can be read there. */
    public Optional<FileRegion> inPlace() {
        return compression == Compression.NONE && blob instanceof FileRegion region
                ? Optional.of(region)
                : Optional.empty();
    }

    /** This layer, with its bytes from another place. */
    public Layer withBlob(Blob other) {
        return new Layer(
                number, where, diffId, storedDigests, other, compression, mediaType, urls, annotations, createdBy);
    }

    /** The same layer at another position in an image. */
    public Layer numbered(int number) {
        return new Layer(
                number, where, diffId, storedDigests, blob, compression, mediaType, urls, annotations, createdBy);
    }

    /** The digest of the stored bytes, if it is promised; that of a layer that is not compressed is the diff ID. */
    public Optional<Digest> storedDigest() {
        return compression == Compression.NONE && storedDigests.isEmpty()
                ? Optional.of(diffId)
                : storedDigests.stream().findFirst();
    }

    /**
     * The descriptor of this layer in an OCI manifest if its blob stays unchanged. Docker's types and wrong types
     * become OCI's; the mark of layers that may not be distributed stays.
     *
     * @param stored the digest of the stored bytes
     */
    public Descriptor descriptor(Digest stored) {
        boolean right = mediaType.isOciLayer() && mediaType.text().endsWith(".tar" + compression.suffix());
        MediaType other = mediaType.isForeignLayer()
                ? MediaType.foreignLayer(compression.suffix())
                : MediaType.layer(compression.suffix());
        return new Descriptor(right ? mediaType : other, stored, blob.size(), urls, Platform.ANY, annotations);
    }
}
