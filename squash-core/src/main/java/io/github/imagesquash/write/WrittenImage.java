package io.github.imagesquash.write;

import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.Manifest;
import java.util.List;
import java.util.stream.Stream;

/**
 * An image as it was written.
 *
 * @param manifest its OCI manifest
 * @param layers its layers, base first
 * @param blobs the stored bytes of the config and of the layers, in this order, good as long as the file is open
 */
public record WrittenImage(Manifest manifest, List<WrittenLayer> layers, List<FileRegion> blobs) {
    public WrittenImage {
        layers = List.copyOf(layers);
        blobs = List.copyOf(blobs);
    }

    /** The digest of the manifest. */
    public Digest manifestDigest() {
        return manifest.descriptor().digest();
    }

    /** The digest of the config, which Docker calls the image ID. */
    public Digest configDigest() {
        return manifest.config().digest();
    }

    /** The blobs' digests. */
    public List<Digest> digests() {
        return Stream.concat(Stream.of(manifest.config()), manifest.layers().stream())
                .map(Descriptor::digest)
                .toList();
    }
}
