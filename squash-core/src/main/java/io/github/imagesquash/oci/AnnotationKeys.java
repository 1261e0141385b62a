// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

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

    private AnnotationKeys() {}
}
