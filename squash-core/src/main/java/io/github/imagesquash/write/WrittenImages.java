// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.blob.Blob;
import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.ImageTags;
import io.github.imagesquash.oci.Tagged;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that a run has written.
 *
 * @param images the images, no two of them equal
 * @param configs the places of the configs, by digest
 */
public record WrittenImages(List<Tagged<WrittenImage>> images, Map<Digest, FileRegion> configs) {
    public WrittenImages {
        images = List.copyOf(images);
        configs = Map.copyOf(configs);
    }

    /** What an image's names stand for: the index of its platforms, or its only manifest. */
    public static Descriptor descriptor(Tagged<WrittenImage> image) {
        return listed(image).descriptor();
    }

    /** An image as the control files list it. */
    static ListedImage listed(Tagged<WrittenImage> image) {
        return new ListedImage(image.map(WrittenImage::documents));
    }

    private static boolean has(Tagged<WrittenImage> image, Digest manifest) {
        return image.platforms().stream()
                .anyMatch(platform -> platform.manifestDigest().equals(manifest));
    }

    /** Images without duplicates: images that came out equal become one with the names of both. */
    static List<Tagged<WrittenImage>> distinct(List<Tagged<WrittenImage>> images) {
        Map<Digest, Tagged<WrittenImage>> distinct = new LinkedHashMap<>();
        for (Tagged<WrittenImage> image : images) {
            distinct.merge(
                    descriptor(image).digest(),
                    image,
                    (first, second) -> new Tagged<>(first.tags().and(second.tags()), first.platforms()));
        }
        return List.copyOf(distinct.values());
    }

    /** The only image, for a destination that holds one. */
    public Tagged<WrittenImage> only() {
        if (images.size() != 1) {
            throw new IllegalStateException("space for one image, not for " + images.size());
        }
        return images.getFirst();
    }

    /** The image that a manifest was first written for. */
    public Tagged<WrittenImage> first(Digest manifest) {
        return images.stream().filter(image -> has(image, manifest)).findFirst().orElseThrow();
    }

    /** The names of all images that have a manifest. */
    public ImageTags tags(Digest manifest) {
        return images.stream()
                .filter(image -> has(image, manifest))
                .map(Tagged::tags)
                .reduce(ImageTags.NONE, ImageTags::and);
    }

    /** The stored bytes of all configs and layers, each digest once; valid until the store is closed. */
    Map<Digest, Blob> blobs() {
        Map<Digest, Blob> all = new LinkedHashMap<>();
        for (Tagged<WrittenImage> image : images) {
            for (WrittenImage platform : image.platforms()) {
                all.put(platform.configDigest(), configs.get(platform.configDigest()));
                for (int i = 0; i < platform.layers().size(); i++) {
                    all.put(
                            platform.layers().get(i).descriptor().digest(),
                            platform.blobs().get(i));
                }
            }
        }
        return all;
    }
}
