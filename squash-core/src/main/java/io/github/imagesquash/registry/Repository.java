// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import java.net.URI;

/**
 * Where a registry keeps the manifests and blobs of one name.
 *
 * @param domain the registry as image names have it, such as {@code docker.io} or {@code localhost:5000}
 * @param path such as {@code library/alpine}
 */
public record Repository(String domain, String path) {
    private static final String DOCKER_HUB = "docker.io";

    /** @throws IllegalArgumentException if the domain is no host, or its port none that a server can have */
    public Repository {
        try {
            Origin.of(URI.create("https://" + domain + "/"));
        } catch (IllegalArgumentException e) {
            boolean isUri = e.getCause() == null;
            throw new IllegalArgumentException(
                    "the registry \"" + domain + "\" cannot be used: " + (isUri ? e.getMessage() : "it is not a host"),
                    e);
        }
    }

    /** The host, and port if any, that answers for the domain: Docker Hub's is not what its images are named by. */
    String authority() {
        return domain.equals(DOCKER_HUB) ? "registry-1.docker.io" : domain;
    }

    /** The server's key in Docker's configuration, also what credential helpers are asked for. */
    String credentialsKey() {
        return domain.equals(DOCKER_HUB) ? "https://index.docker.io/v1/" : domain;
    }

    /** Whether the registry is on this machine, so that nobody listens in between. */
    boolean isLocal() {
        return HostNames.isThisMachine(
                domain.startsWith("[") ? domain.replaceAll("].*", "]") : domain.replaceAll(":.*", ""));
    }

    @Override
    public String toString() {
        return domain + "/" + path;
    }
}
