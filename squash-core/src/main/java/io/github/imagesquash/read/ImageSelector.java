// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.oci.Platform;
import java.util.Optional;

/**
 * Which of an archive's images is meant.
 *
 * @param image a reference ({@code alpine}, {@code docker.io/library/alpine:3.20}), or a config or manifest digest or a
 *     prefix of at least 7 hex digits of one; empty for the only image there is
 * @param platform the platform wanted; {@link Platform#ANY} for the only one whose blobs are there, else the host's
 * @param compression which of two images is taken that differ only in how their layers are compressed; none for the first
 * @param trust whom to believe where {@code manifest.json} and {@code index.json} describe different images
 */
public record ImageSelector(String image, Platform platform, Optional<Compression> compression, Trust trust) {
    /** The only image there is. */
    public static final ImageSelector ONLY = new ImageSelector("", Platform.ANY, Trust.AGREEMENT);

    /** A selection without a wish for a compression. */
    public ImageSelector(String image, Platform platform, Trust trust) {
        this(image, platform, Optional.empty(), trust);
    }

    /** The same, with layers in a compression where there is a choice. */
    public ImageSelector preferring(Compression wanted) {
        return new ImageSelector(image, platform, Optional.of(wanted), trust);
    }

    /** Whom to believe in an archive that carries both Docker's and OCI's control files. */
    public enum Trust {
        /** Refuse the archive if they differ. */
        AGREEMENT,
        /** {@code index.json}, as containerd and podman do. */
        OCI,
        /** {@code manifest.json}, as Docker and skopeo's {@code docker-archive:} do. */
        DOCKER
    }
}
