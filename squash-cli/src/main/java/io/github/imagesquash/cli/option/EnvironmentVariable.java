// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import java.util.LinkedHashMap;
import java.util.Map;

/** The environment variables that commands read, for the help. */
public enum EnvironmentVariable {
    DOCKER_HOST("the address of the Docker engine; otherwise that of the context"),
    DOCKER_CONTEXT("the Docker context to use"),
    DOCKER_TLS_VERIFY("1: requires TLS and verifies the engine's certificate"),
    DOCKER_CERT_PATH("the directory of ca.pem, cert.pem and key.pem for it"),
    DOCKER_CONFIG("the directory of Docker's settings, contexts and credentials (default: ~/.docker)"),
    REGISTRY_AUTH_FILE("a file of registry credentials, as for podman"),
    SSL_CERT_FILE("certificates (PEM) of more authorities that registries may have, as for curl"),
    HTTPS_PROXY("the proxy for registries; also HTTP_PROXY and NO_PROXY"),
    SOURCE_DATE_EPOCH("seconds since 1970; no time in the new image is later"),
    SQUASH_SHARD("with SQUASH_SHARDS: the number of this worker, from 1, and how many there are, for fleet run"),
    NO_COLOR("any value: no colours"),
    COLUMNS("the width of the terminal, instead of asking it"),
    SQUASH_JAVA_OPTS("further options for the Java runtime, such as -Xmx2g");

    private final String meaning;

    EnvironmentVariable(String meaning) {
        this.meaning = meaning;
    }

    /** All variables, each with its meaning. */
    public static Map<String, String> table() {
        Map<String, String> table = new LinkedHashMap<>();
        for (EnvironmentVariable one : values()) {
            table.put(one.name(), one.meaning);
        }
        return table;
    }
}
