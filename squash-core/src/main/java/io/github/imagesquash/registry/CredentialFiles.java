package io.github.imagesquash.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.oci.OciJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Docker's {@code config.json} and podman's {@code auth.json}, which have the same form.
 *
 * @param files in the order in which they are asked; those that do not exist are passed over
 * @param path where credential helpers are looked for, as in the variable {@code PATH}
 */
public record CredentialFiles(List<Path> files, String path) {
    /** No files. */
    public static final CredentialFiles NONE = new CredentialFiles(List.of(), "");

    public CredentialFiles {
        files = List.copyOf(files);
    }

    /**
     * The files where Docker and podman have them.
     *
     * @param environment the process's variables
     */
    public static CredentialFiles ofEnvironment(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        String config = environment.getOrDefault("XDG_CONFIG_HOME", home + "/.config");
        List<Path> files = new ArrayList<>();
        named(environment, "REGISTRY_AUTH_FILE").ifPresent(file -> files.add(Path.of(file)));
        files.add(Path.of(named(environment, "DOCKER_CONFIG").orElse(home + "/.docker"), "config.json"));
        named(environment, "XDG_RUNTIME_DIR").ifPresent(run -> files.add(Path.of(run, "containers", "auth.json")));
        files.add(Path.of(config, "containers", "auth.json"));
        return new CredentialFiles(files, environment.getOrDefault("PATH", ""));
    }

    /** These files, but another one is asked first. */
    public CredentialFiles preferring(Path file) {
        List<Path> all = new ArrayList<>(List.of(file));
        all.addAll(files);
        return new CredentialFiles(all, path);
    }

    private static Optional<String> named(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isEmpty());
    }

    /**
     * The credentials for a repository.
     *
     * @throws IOException if a file is not what it should be, or a credential helper fails
     */
    Credentials find(Repository repository) throws IOException {
        for (Path file : files) {
            if (Files.isRegularFile(file)) {
                Optional<Credentials> found = find(repository, file);
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        return new Credentials.Anonymous();
    }

    private Optional<Credentials> find(Repository repository, Path file) throws IOException {
        ObjectNode json = OciJson.readObject(Files.readAllBytes(file), file.toString());
        JsonNode helpers = json.path("credHelpers");
        for (String key : List.of(repository.domain(), repository.credentialsKey(), repository.authority())) {
            if (helpers.path(key).isTextual()) {
                return helper(helpers.path(key).textValue(), file).get(repository.credentialsKey());
            }
        }
        if (!json.path("credsStore").asText().isEmpty()) {
            Optional<Credentials> stored =
                    helper(json.path("credsStore").asText(), file).get(repository.credentialsKey());
            if (stored.isPresent()) {
                return stored;
            }
        }
        return AuthEntries.of(json.path("auths")).find(repository).flatMap(entry -> credentials(entry, file));
    }

    private CredentialHelper helper(String name, Path file) {
        return new CredentialHelper(name, file, path);
    }

    private static Optional<Credentials> credentials(JsonNode entry, Path file) {
        String identityToken = entry.path("identitytoken").asText();
        if (!identityToken.isEmpty()) {
            return Optional.of(new Credentials.IdentityToken(identityToken, file.toString()));
        }
        if (entry.hasNonNull("username")) {
            return Optional.of(new Credentials.Password(
                    entry.path("username").asText(), entry.path("password").asText(), file.toString()));
        }
        return decoded(entry.path("auth").asText())
                .filter(pair -> pair.contains(":"))
                .map(pair -> new Credentials.Password(
                        pair.substring(0, pair.indexOf(':')), pair.substring(pair.indexOf(':') + 1), file.toString()));
    }

    private static Optional<String> decoded(String base64) {
        try {
            // Some writers end the pair with a zero byte.
            String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            return Optional.of(pair.replace("\0", ""));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
