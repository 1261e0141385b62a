// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

/** What a user says that an archive is; each is a transport of containers-transports(5). */
public enum ArchiveKind {
    /** Whatever it turns out to be. */
    ANY("any archive of images"),
    /** What {@code docker save} writes, by its {@code manifest.json}. */
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

    /** What messages call it. */
    @Override
    public String toString() {
        return description;
    }
}
