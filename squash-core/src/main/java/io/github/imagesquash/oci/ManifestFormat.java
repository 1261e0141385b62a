// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

/** In whose media types an image's index, manifests, configs and layers are named. Nothing else of them differs. */
public enum ManifestFormat {
    /** OCI's, and Docker's where a registry takes no others. */
    AS_ACCEPTED,
    /** OCI's alone. */
    OCI,
    /** Those of Docker's image manifest version 2, schema 2. */
    DOCKER
}
