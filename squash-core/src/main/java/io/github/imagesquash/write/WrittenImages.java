package io.github.imagesquash.write;

import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.Index;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a run has written.
 *
 * @param images one image, or one for each platform
 * @param index the index of the platforms, as it lies beside them; empty if there is only one
 * @param descriptor what the names of the image stand for: the index, or the only manifest
 * @param configs where the configs lie, by digest
 */
public record WrittenImages(
        List<WrittenImage> images, Optional<Index> index, Descriptor descriptor, Map<Digest, FileRegion> configs) {
    public WrittenImages {
        images = List.copyOf(images);
        configs = Map.copyOf(configs);
    }

    /** The stored bytes of all configs and layers, each digest once; good until the store is closed. */
    Map<Digest, FileRegion> blobs() {
        Map<Digest, FileRegion> all = new LinkedHashMap<>();
        for (WrittenImage image : images) {
            all.put(image.configDigest(), configs.get(image.configDigest()));
            for (int i = 0; i < image.layers().size(); i++) {
                all.put(
                        image.layers().get(i).descriptor().digest(),
                        image.blobs().get(i));
            }
        }
        return all;
    }
}
