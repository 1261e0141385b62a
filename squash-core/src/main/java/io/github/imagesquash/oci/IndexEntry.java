// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an index notes about one of its images, beside its platform and its names, and about all of them (image-spec
 * image-index.md, annotations.md). Notes on where the old content came from are not among these: they would be false of any
 * other.
 *
 * @param annotations those of the image's descriptor
 * @param indexAnnotations those of the index
 */
public record IndexEntry(Map<String, String> annotations, Map<String, String> indexAnnotations) {
    /** Nothing is noted. */
    public static final IndexEntry NONE = new IndexEntry(Map.of(), Map.of());

    /** What containerd notes of repositories that have this very blob. */
    private static final String REPOSITORIES_OF_BLOB = "containerd.io/distribution.source.";

    public IndexEntry {
        annotations = lasting(annotations);
        indexAnnotations = lasting(indexAnnotations);
    }

    /** What an index says of a manifest. */
    public static IndexEntry of(Descriptor manifest, Index index) {
        return new IndexEntry(manifest.annotations(), index.annotations());
    }

    /** The keys of all that is noted. */
    public Iterable<String> keys() {
        SortedMap<String, String> all = new TreeMap<>(annotations);
        all.putAll(indexAnnotations);
        return all.keySet();
    }

    private static SortedMap<String, String> lasting(Map<String, String> annotations) {
        SortedMap<String, String> lasting = new TreeMap<>(annotations);
        lasting.keySet().removeIf(IndexEntry::isOfOldContent);
        return Collections.unmodifiableSortedMap(lasting);
    }

    private static boolean isOfOldContent(String key) {
        return switch (key) {
            case Descriptor.IMAGE_NAME, Descriptor.REF_NAME, AnnotationKeys.BASE_DIGEST -> true;
            default -> key.startsWith(REPOSITORIES_OF_BLOB);
        };
    }
}
