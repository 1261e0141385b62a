// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.OciJson;
import io.github.imagesquash.oci.SmallFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The Docker context that a user has chosen, as {@code docker context create} stores it. It is read if the command is
 * absent, because it would be wrong to use another engine.
 *
 * @param label its name in messages
 * @param host the address of its engine, in the form of {@code DOCKER_HOST}
 * @param tls whether it has certificates
 */
record DockerContext(String label, String host, boolean tls) {
    private static final String DEFAULT = "default";
    private static final String DOCKER = "docker";

    /**
     * The context that {@code DOCKER_CONTEXT} or the client's configuration names; none if that is the default one.
     *
     * @throws EngineException if there is no such context
     */
    static Optional<DockerContext> current(Map<String, String> environment) throws IOException {
        String variable = environment.getOrDefault("DOCKER_CONTEXT", "");
        Optional<Path> configuration = configuration(environment);
        if (!variable.isEmpty()) {
            return of(variable, "DOCKER_CONTEXT=" + variable, configuration);
        }
        Path file = configuration.orElse(Path.of("/")).resolve("config.json");
        if (configuration.isEmpty() || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        String name = read(file).path("currentContext").asText();
        return of(name, "context \"" + Printable.of(name) + "\" of " + file, configuration);
    }

    private static Optional<DockerContext> of(String name, String label, Optional<Path> configuration)
            throws IOException {
        if (name.isEmpty() || name.equals(DEFAULT)) {
            return Optional.empty();
        }
        String directory =
                Digest.sha256Of(name.getBytes(StandardCharsets.UTF_8)).hex();
        Path contexts = configuration
                .orElseThrow(() -> new EngineException(EngineKind.DOCKER, label + ", but HOME is not set"))
                .resolve("contexts");
        Path meta = contexts.resolve("meta").resolve(directory).resolve("meta.json");
        try {
            String host = read(meta).path("Endpoints").path(DOCKER).path("Host").asText();
            boolean tls =
                    Files.exists(contexts.resolve("tls").resolve(directory).resolve(DOCKER));
            return Optional.of(new DockerContext(label, host, tls));
        } catch (NoSuchFileException e) {
            throw new EngineException(EngineKind.DOCKER, label + ": no such context in " + contexts, e);
        }
    }

    private static JsonNode read(Path file) throws IOException {
        return OciJson.read(SmallFile.read(file), file.toString());
    }

    /** The directory of the client's configuration. */
    private static Optional<Path> configuration(Map<String, String> environment) {
        Optional<Path> own = directory(environment, "DOCKER_CONFIG");
        return own.isPresent() ? own : directory(environment, "HOME").map(home -> home.resolve(".docker"));
    }

    private static Optional<Path> directory(Map<String, String> environment, String variable) {
        return Optional.of(environment.getOrDefault(variable, ""))
                .filter(text -> !text.isEmpty())
                .map(Path::of);
    }
}
