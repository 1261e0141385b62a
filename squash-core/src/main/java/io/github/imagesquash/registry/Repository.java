// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import java.net.URI;

/**
 * The manifests and blobs of one name in a registry.
 *
 * @param domain the registry as in image names, such as {@code docker.io} or {@code localhost:5000}
 * @param path such as {@code library/alpine}
 */
public record Repository(String domain, String path) {
    private static final String DOCKER_HUB = "docker.io";

    /** @throws IllegalArgumentException if the domain is not a host, or its port is not valid */
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

    /**
     * The host, and port if any, of the domain's server: that of Docker Hub differs from the domain in its image names.
     */
    String authority() {
        return domain.equals(DOCKER_HUB) ? "registry-1.docker.io" : domain;
    }

    /** The server's key in Docker's configuration and for credential helpers. */
    String credentialsKey() {
        return domain.equals(DOCKER_HUB) ? "https://index.docker.io/v1/" : domain;
    }

    /** Whether the registry is on this machine, so that nobody can listen on the connection. */
    boolean isLocal() {
        return HostNames.isThisMachine(
                domain.startsWith("[") ? domain.replaceAll("].*", "]") : domain.replaceAll(":.*", ""));
    }

    @Override
    public String toString() {
        return domain + "/" + path;
    }
}
