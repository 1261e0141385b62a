package io.github.imagesquash.read;

import io.github.imagesquash.oci.Platform;

/**
 * Which of an archive's images is meant.
 *
 * @param image a reference ({@code alpine}, {@code docker.io/library/alpine:3.20}), or a config or manifest digest or a
 *     prefix of at least 7 hex digits of one; empty for the only image there is
 * @param platform the platform wanted; {@link Platform#ANY} for the only one whose blobs are there, else the host's
 * @param trust whom to believe where {@code manifest.json} and {@code index.json} describe different images
 */
public record Selection(String image, Platform platform, Trust trust) {
    /** The only image there is. */
    public static final Selection ONLY = new Selection("", Platform.ANY, Trust.AGREEMENT);

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
