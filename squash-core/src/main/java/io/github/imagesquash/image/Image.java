// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.image;

import io.github.imagesquash.oci.AnnotationKeys;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.ImageConfig;
import io.github.imagesquash.oci.IndexEntry;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.oci.Reference;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One image of an archive, for one platform.
 *
 * @param where the name of the archive in messages
 * @param tags its names, sorted; empty if it has none
 * @param otherNames further names that are not of the form {@code name:tag}, such as {@code app@sha256:…} or a tag
 *     alone
 * @param platform the platform that it runs on
 * @param config the config
 * @param configDigest the config's digest, verified; Docker's image ID
 * @param manifestDigest the manifest's digest, verified; none in an archive without manifests
 * @param layers its layers, base first, as many as the config has diff IDs
 * @param annotations the manifest's annotations, in the order of their keys
 * @param entry the annotations of the index that lists it
 */
public record Image(
        String where,
        List<Reference> tags,
        List<String> otherNames,
        Platform platform,
        ImageConfig config,
        Digest configDigest,
        Optional<Digest> manifestDigest,
        List<Layer> layers,
        Map<String, String> annotations,
        IndexEntry entry) {

    public Image {
        tags = List.copyOf(tags);
        otherNames = List.copyOf(otherNames);
        layers = List.copyOf(layers);
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    /** The stored size of all layers, in bytes. */
    public long storedBytes() {
        return layers.stream().mapToLong(layer -> layer.blob().size()).sum();
    }

    /**
     * This image as the source of a new one with more annotations. What squash noted on it would not be true of the new
     * one.
     *
     * @param added further annotations of the manifest, and of the index if there is one
     */
    public Image annotated(Map<String, String> added) {
        IndexEntry renewed =
                new IndexEntry(entry.annotations(), AnnotationKeys.renewed(entry.indexAnnotations(), added));
        return new Image(
                where,
                tags,
                otherNames,
                platform,
                config,
                configDigest,
                manifestDigest,
                layers,
                AnnotationKeys.renewed(annotations, added),
                renewed);
    }

    /** This image, with layers from another place. */
    public Image withLayers(List<Layer> others) {
        return new Image(
                where, tags, otherNames, platform, config, configDigest, manifestDigest, others, annotations, entry);
    }
}
