// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.blob.Compression;
import java.util.Optional;

/**
 * What decides where a source describes an image twice.
 *
 * @param compression which of two images is taken that differ only in how their layers are compressed; none for the first
 * @param trust whom to believe where {@code manifest.json} and {@code index.json} describe different images
 */
public record Preferences(Optional<Compression> compression, Trust trust) {
    /** The first of two compressions; control files must agree. */
    public static final Preferences NONE = new Preferences(Optional.empty(), Trust.AGREEMENT);

    /** Whom to believe in an archive that carries both Docker's and OCI's control files. */
    public enum Trust {
        /** Refuse the archive if they differ. */
        AGREEMENT,
        /** {@code index.json}, as containerd and podman do. */
        OCI,
        /** {@code manifest.json}, as Docker and skopeo's {@code docker-archive:} do. */
        DOCKER
    }

    /** No preference but for one's control files. */
    public static Preferences trusting(Trust trust) {
        return new Preferences(Optional.empty(), trust);
    }

    /** The same, with layers in a compression where there is a choice. */
    public Preferences preferring(Compression wanted) {
        return new Preferences(Optional.of(wanted), trust);
    }
}
