// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.text;

/**
 * The places of images, by the prefixes of containers-transports(5); a name without a prefix is recognised by its form.
 */
public enum Transport {
    /** {@code -}, standard input or output. */
    STREAM(""),
    /** A file or directory of any kind. */
    FILE(""),
    /** An image of the installed engine. */
    ENGINE(""),
    /** {@code docker-archive:PATH[:REF]}, what {@code docker save} writes. */
    DOCKER_ARCHIVE("docker-archive:"),
    /** {@code oci-archive:PATH[:REF]}, an OCI layout in one file. */
    OCI_ARCHIVE("oci-archive:"),
    /** {@code oci:DIR[:REF]}, an OCI layout in a directory. */
    OCI("oci:"),
    /** {@code dir:DIR}, skopeo's own layout. */
    DIR("dir:"),
    /** {@code docker-daemon:REF}, an image of a Docker engine. */
    DOCKER_DAEMON("docker-daemon:"),
    /** {@code containers-storage:REF}, an image of Podman. */
    CONTAINERS_STORAGE("containers-storage:"),
    /** {@code docker://REF}, an image in a registry. */
    REGISTRY("docker://");

    private final String prefix;

    Transport(String prefix) {
        this.prefix = prefix;
    }

    /** The prefix of a name; empty for places without one. */
    public String prefix() {
        return prefix;
    }
}
