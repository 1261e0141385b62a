// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.imagesquash.oci.SmallFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One {@code config.json} or {@code auth.json}, read as in Docker's command: an empty file and {@code null} contain
 * nothing, the case of keys does not matter, the last of repeated keys counts, and bytes behind the object are ignored.
 *
 * @param file the path, for messages, which never repeat its content
 * @param json its object
 */
record DockerConfig(Path file, JsonNode json) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /**
     * Reads a file.
     *
     * @throws RegistryException if it cannot be read, or is not JSON
     */
    static DockerConfig read(Path file) throws IOException {
        try {
            byte[] bytes = SmallFile.read(file);
            JsonNode json = MAPPER.readTree(bytes);
            return new DockerConfig(file, object(file, "the file", json.isMissingNode() ? empty() : json));
        } catch (JsonProcessingException e) {
            // Without the cause: its message may repeat a part of the secret.
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new RegistryException(file.toString(), "not valid JSON in line " + line);
        } catch (AccessDeniedException e) {
            throw new RegistryException(file.toString(), "permission denied", e);
        }
    }

    /**
     * The helper that has a registry's credentials: its own helper, otherwise the one for all; empty if the file itself
     * has them.
     */
    Optional<String> helper(Repository repository) throws IOException {
        JsonNode helpers = object(file, "credHelpers", field(json, "credHelpers"));
        for (String key : Stream.of(repository.domain(), repository.credentialsKey(), repository.authority())
                .distinct()
                .toList()) {
            if (helpers.has(key)) {
                // An empty name means this file, as in Docker.
                return nonEmpty(text("credHelpers", helpers.path(key)));
            }
        }
        return nonEmpty(text("credsStore", field(json, "credsStore")));
    }

    /** The credentials that the file itself has for a repository. */
    Optional<Credentials> credentials(Repository repository) throws IOException {
        JsonNode auths = object(file, "auths", field(json, "auths"));
        Optional<JsonNode> found = AuthEntries.of(auths).find(repository);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        JsonNode entry = object(file, "auths", found.get());
        String identityToken = text("identitytoken", field(entry, "identitytoken"));
        if (!identityToken.isEmpty()) {
            return Optional.of(new Credentials.IdentityToken(identityToken, file.toString()));
        }
        String auth = text("auth", field(entry, "auth"));
        if (!auth.isEmpty()) {
            return Optional.of(decoded(auth));
        }
        String user = text("username", field(entry, "username"));
        String password = text("password", field(entry, "password"));
        return user.isEmpty() && password.isEmpty()
                ? Optional.empty()
                : Optional.of(new Credentials.Password(user, password, file.toString()));
    }

    /** Line breaks are not part of Base64, and some programs end the password with zero bytes. */
    private Credentials.Password decoded(String auth) throws RegistryException {
        try {
            byte[] bytes = Base64.getDecoder().decode(auth.replaceAll("[\r\n]", ""));
            String pair = new String(bytes, StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon >= 0) {
                String password = pair.substring(colon + 1).replaceAll("^\0+|\0+$", "");
                return new Credentials.Password(pair.substring(0, colon), password, file.toString());
            }
        } catch (IllegalArgumentException _) {
            // Reported below, without the text.
        }
        throw new RegistryException(file.toString(), "auths: an \"auth\" is not the Base64 of user:password");
    }

    /** The value of a key in any case; an empty object if there is none. */
    private static JsonNode field(JsonNode object, String name) {
        return object.properties().stream()
                .filter(property -> property.getKey().equalsIgnoreCase(name))
                .reduce((_, last) -> last)
                .map(Map.Entry::getValue)
                .orElse(empty());
    }

    private static JsonNode object(Path file, String name, JsonNode node) throws RegistryException {
        if (node.isNull()) {
            return empty();
        }
        if (!node.isObject()) {
            throw new RegistryException(file.toString(), name + ": expected a JSON object");
        }
        return node;
    }

    private String text(String name, JsonNode node) throws RegistryException {
        if (node.isNull() || node.isObject() && node.isEmpty()) {
            return "";
        }
        if (!node.isTextual()) {
            throw new RegistryException(file.toString(), name + ": expected a string");
        }
        return node.textValue();
    }

    private static Optional<String> nonEmpty(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }

    private static JsonNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }
}
