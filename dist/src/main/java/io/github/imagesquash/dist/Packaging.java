// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dist;

/** The description of squash in packages and in the image. */
final class Packaging {
    static final String MAINTAINER = "squash <squash@imagesquash.invalid>";

    static final String HOMEPAGE = "https://github.com/imagesquash/squash";

    static final String LICENCE = "Apache-2.0";

    static final String SUMMARY = "makes container images smaller without their Dockerfiles";

    static final String DESCRIPTION = """
            squash replays the layers of a container image, leaves out what later
            layers deleted or replaced, and writes one layer with exactly the same
            files. It reads and writes archives, registries, Docker and Podman.
            """;

    private Packaging() {}
}
