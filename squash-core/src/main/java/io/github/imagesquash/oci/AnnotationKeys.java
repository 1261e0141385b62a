// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keys of annotations that squash reads, writes or removes (image-spec annotations.md). */
public final class AnnotationKeys {
    /** The name of the image that this one is built on. */
    public static final String BASE_NAME = "org.opencontainers.image.base.name";

    /** The digest of the manifest or index of that image. */
    public static final String BASE_DIGEST = "org.opencontainers.image.base.digest";

    /** The digest of the manifest or index that this image was squashed from. */
    public static final String SQUASHED_FROM = "io.github.imagesquash.source.digest";

    /** The digest of the options that it was squashed with. */
    public static final String SQUASHED_WITH = "io.github.imagesquash.options.digest";

    /** The digest of the manifest or index that another image was squashed to; in a note on that image. */
    public static final String SQUASHED_TO = "io.github.imagesquash.squashed.digest";

    private AnnotationKeys() {}

    /** The annotations of a new image: those of the old one without what squash noted on it, and others. */
    public static Map<String, String> renewed(Map<String, String> old, Map<String, String> added) {
        Map<String, String> renewed = new TreeMap<>(old);
        renewed.keySet().removeAll(List.of(SQUASHED_FROM, SQUASHED_WITH));
        renewed.putAll(added);
        return renewed;
    }
}
