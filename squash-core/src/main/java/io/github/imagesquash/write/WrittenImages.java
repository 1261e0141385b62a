// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.blob.Blob;
import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.ImageTags;
import io.github.imagesquash.oci.Index;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a run has written.
 *
 * @param images the images, no two of them equal
 * @param configs where the configs lie, by digest
 */
public record WrittenImages(List<Named> images, Map<Digest, FileRegion> configs) {
    public WrittenImages {
        images = List.copyOf(images);
        configs = Map.copyOf(configs);
    }

    /**
     * An image as it was written, for each of its platforms.
     *
     * @param tags what its platforms are called together; may be none
     * @param platforms one for each platform, at least one
     */
    public record Named(ImageTags tags, List<WrittenImage> platforms) {
        public Named {
            platforms = List.copyOf(platforms);
        }

        /** The index of the platforms, as it lies beside them; empty if there is only one. */
        public Optional<Index> index() {
            return listed().index();
        }

        /** What the names stand for: the index, or the only manifest. */
        public Descriptor descriptor() {
            return listed().descriptor();
        }

        ListedImage listed() {
            return new ListedImage(
                    tags, platforms.stream().map(WrittenImage::documents).toList());
        }

        /** The same in Docker's media types. */
        Named inDockerFormat(String where) throws UnmetRequestException {
            List<WrittenImage> relabelled = new ArrayList<>();
            for (WrittenImage platform : platforms) {
                relabelled.add(platform.inDockerFormat(where));
            }
            return new Named(tags, relabelled);
        }

        private boolean has(Digest manifest) {
            return platforms.stream().anyMatch(image -> image.manifestDigest().equals(manifest));
        }
    }

    /** Images of which none is equal to another: those that came out equal become one with the names of both. */
    static List<Named> distinct(List<Named> images) {
        Map<Digest, Named> distinct = new LinkedHashMap<>();
        for (Named image : images) {
            distinct.merge(
                    image.descriptor().digest(),
                    image,
                    (first, second) -> new Named(first.tags().and(second.tags()), first.platforms()));
        }
        return List.copyOf(distinct.values());
    }

    /** The only image, for what has no room for another. */
    public Named only() {
        if (images.size() != 1) {
            throw new IllegalStateException("room for one image, not for " + images.size());
        }
        return images.getFirst();
    }

    /** The image that a manifest was first written for. */
    public Named first(Digest manifest) {
        return images.stream().filter(image -> image.has(manifest)).findFirst().orElseThrow();
    }

    /** The names of all images that have a manifest. */
    public ImageTags tags(Digest manifest) {
        return images.stream()
                .filter(image -> image.has(manifest))
                .map(Named::tags)
                .reduce(ImageTags.NONE, ImageTags::and);
    }

    /** The stored bytes of all configs and layers, each digest once; good until the store is closed. */
    Map<Digest, Blob> blobs() {
        Map<Digest, Blob> all = new LinkedHashMap<>();
        for (Named named : images) {
            for (WrittenImage image : named.platforms()) {
                all.put(image.configDigest(), configs.get(image.configDigest()));
                for (int i = 0; i < image.layers().size(); i++) {
                    all.put(
                            image.layers().get(i).descriptor().digest(),
                            image.blobs().get(i));
                }
            }
        }
        return all;
    }
}
