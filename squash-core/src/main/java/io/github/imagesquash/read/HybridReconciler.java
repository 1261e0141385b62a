// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.blob.Blob;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.Reference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The images of an archive with both Docker's and OCI's control files. Docker and skopeo read the former, containerd
 * and podman the latter, so both must describe the same images. Docker's may list fewer, because it has only one
 * platform.
 */
final class HybridReconciler {
    private final String where;
    private final Warnings warnings;

    HybridReconciler(String where, Warnings warnings) {
        this.where = where;
        this.warnings = warnings;
    }

    /**
     * Combines both lists: OCI's images, with additions from Docker's.
     *
     * @throws InvalidImageException if they differ in an image, a name or a layer
     */
    List<Candidate> of(List<Candidate> oci, List<Candidate> docker) throws IOException {
        if (oci.stream().allMatch(candidate -> candidate instanceof Candidate.Attestation)) {
            // Docker 25 release candidates wrote an index without entries.
            return docker;
        }
        List<Candidate> agreed = new ArrayList<>(oci);
        for (Candidate candidate : docker) {
            if (candidate instanceof Candidate.Stored item && !isDividedAmong(oci, item)) {
                int position = positionOf(item, agreed);
                agreed.set(position, merged((Candidate.Stored) agreed.get(position), item));
            }
        }
        return agreed;
    }

    /**
     * Whether OCI's list has several images that differ only in the storage of their layers, where Docker's has one
     * config with the names of all.
     */
    private static boolean isDividedAmong(List<Candidate> oci, Candidate.Stored item) {
        List<ImageNames> names = oci.stream()
                .filter(image -> image instanceof Candidate.Stored stored
                        && stored.configDigest().equals(item.configDigest()))
                .map(Candidate::names)
                .toList();
        return names.size() > 1
                && names.stream()
                        .noneMatch(some -> some.tags().equals(item.names().tags()))
                && ImageNames.all(names).tags().equals(item.names().tags());
    }

    private int positionOf(Candidate.Stored item, List<Candidate> images) throws InvalidImageException {
        for (int i = 0; i < images.size(); i++) {
            if (images.get(i) instanceof Candidate.Stored image
                    && image.configDigest().equals(item.configDigest())
                    && sameNames(image.names(), item.names())) {
                return i;
            }
        }
        throw disagreement("manifest.json lists " + described(item) + ", index.json "
                + String.join(
                        ", ",
                        images.stream()
                                .filter(image -> !(image instanceof Candidate.Attestation))
                                .map(HybridReconciler::described)
                                .toList()));
    }

    /**
     * Lists of names complement each other: each may lack names that the other has, but where both have some, one has
     * all of the other's. An index without full names does not contradict Docker's, unless it has a tag that Docker's
     * lacks.
     */
    private static boolean sameNames(ImageNames oci, ImageNames docker) {
        if (!oci.tags().isEmpty()) {
            return oci.tags().containsAll(docker.tags()) || docker.tags().containsAll(oci.tags());
        }
        List<String> tags = docker.tags().stream().map(Reference::tag).toList();
        return tags.isEmpty() || tags.containsAll(oci.bareTags());
    }

    private Candidate.Stored merged(Candidate.Stored image, Candidate.Stored item) throws IOException {
        List<Optional<Blob>> regions = regions(image);
        List<Optional<Blob>> order = regions(item);
        Candidate.Stored named = image.alsoKnown(item.names(), List.of());
        if (regions.equals(order)) {
            return named;
        }
        List<StoredLayer> layers = new ArrayList<>(image.layers());
        List<StoredLayer> ordered = new ArrayList<>();
        for (Optional<Blob> region : order) {
            int position = regions.indexOf(region);
            if (position < 0) {
                break;
            }
            regions.remove(position);
            ordered.add(layers.remove(position));
        }
        if (!layers.isEmpty() || ordered.size() != order.size()) {
            throw disagreement("they list different layers for " + described(item));
        }
        // Docker 25.0.0 shuffled the layers of its OCI manifests; diff IDs are compared later in any case.
        warnings.add(Warning.Kind.REORDERED_LAYERS, 0, image.label());
        return named.withLayers(ordered);
    }

    private static List<Optional<Blob>> regions(Candidate.Stored image) throws IOException {
        List<Optional<Blob>> regions = new ArrayList<>();
        for (StoredLayer layer : image.layers()) {
            regions.add(layer.find());
        }
        return regions;
    }

    private static String described(Candidate image) {
        String digest = image.digests().getLast().shortForm();
        String names = image.names().labels();
        return names.isEmpty() ? digest : names + " (" + digest + ")";
    }

    private InvalidImageException disagreement(String how) {
        return new InvalidImageException(
                where,
                "manifest.json and index.json disagree: " + how + "; choose one with --trust docker or --trust oci");
    }
}
