// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Annotations of an index on one of its images, besides platform and names, and on the index itself (image-spec
 * image-index.md, annotations.md). Annotations on the origin of the old content are not included: they would be wrong
 * for any other content.
 *
 * @param annotations those of the image's descriptor
 * @param indexAnnotations those of the index
 */
public record IndexEntry(Map<String, String> annotations, Map<String, String> indexAnnotations) {
    /** No annotations. */
    public static final IndexEntry NONE = new IndexEntry(Map.of(), Map.of());

    /** containerd's annotation of the repositories that have this blob. */
    private static final String REPOSITORIES_OF_BLOB = "containerd.io/distribution.source.";

    public IndexEntry {
        annotations = lasting(annotations);
        indexAnnotations = lasting(indexAnnotations);
    }

    /** The annotations of an index on a manifest. */
    public static IndexEntry of(Descriptor manifest, Index index) {
        return new IndexEntry(manifest.annotations(), index.annotations());
    }

    /** The keys of all annotations. */
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
