// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

/** The kind of archive according to the user; each is a transport of containers-transports(5). */
public enum ArchiveKind {
    /** Any kind. */
    ANY("any archive of images"),
    /** The output of {@code docker save}, with its {@code manifest.json}. */
    DOCKER_ARCHIVE("a docker-archive, which has Docker's manifest.json in one file"),
    /** An OCI layout in one file. */
    OCI_ARCHIVE("an oci-archive, which has an OCI layout in one file"),
    /** An OCI layout that is a directory. */
    OCI_LAYOUT("an OCI layout in a directory"),
    /** Skopeo's {@code dir:} layout. */
    DIR("a dir: layout in a directory");

    private final String description;

    ArchiveKind(String description) {
        this.description = description;
    }

    boolean includes(ArchiveLayout layout, boolean directory) {
        return switch (this) {
            case ANY -> true;
            case DOCKER_ARCHIVE -> !directory && (layout == ArchiveLayout.DOCKER || layout == ArchiveLayout.HYBRID);
            case OCI_ARCHIVE -> !directory && (layout == ArchiveLayout.OCI || layout == ArchiveLayout.HYBRID);
            case OCI_LAYOUT -> directory && (layout == ArchiveLayout.OCI || layout == ArchiveLayout.HYBRID);
            case DIR -> directory && layout == ArchiveLayout.DIR;
        };
    }

    /** Its name in messages. */
    @Override
    public String toString() {
        return description;
    }
}
