// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

/** The media types of an image's index, manifests, configs and layers. Nothing else in them differs. */
public enum ManifestFormat {
    /** OCI's, or Docker's if a registry accepts no others. */
    AS_ACCEPTED,
    /** Only OCI's. */
    OCI,
    /** Those of Docker's image manifest version 2, schema 2. */
    DOCKER
}
