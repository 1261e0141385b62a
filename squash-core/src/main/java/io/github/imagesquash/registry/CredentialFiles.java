// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Docker's {@code config.json} and podman's {@code auth.json}, which have the same form.
 *
 * @param files the files in the order of the search; files that do not exist are skipped
 * @param path the search path for credential helpers, as in the variable {@code PATH}
 * @param warnings receives problems of files and helpers
 */
public record CredentialFiles(List<Path> files, String path, Consumer<String> warnings) {
    /** No files. */
    public static final CredentialFiles NONE = new CredentialFiles(List.of(), "");

    public CredentialFiles {
        files = List.copyOf(files);
    }

    /** These files; their problems are reported only if access is denied. */
    public CredentialFiles(List<Path> files, String path) {
        this(files, path, _ -> {});
    }

    /**
     * The files in the places of Docker and podman.
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

    /** These files, after another one. */
    public CredentialFiles preferring(Path file) {
        List<Path> all = new ArrayList<>(List.of(file));
        all.addAll(files);
        return new CredentialFiles(all, path, warnings);
    }

    private static Optional<String> named(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isEmpty());
    }

    /** These files, with a receiver for their problems. */
    public CredentialFiles warning(Consumer<String> listener) {
        return new CredentialFiles(files, path, listener);
    }

    /**
     * The credentials for a repository. As in Docker, a file or a helper that does not work is treated like one without
     * credentials, because many images are public. The problem is reported.
     */
    Credentials find(Repository repository) throws IOException {
        List<String> problems = new ArrayList<>();
        for (Path file : files) {
            if (Files.isRegularFile(file)) {
                try {
                    Optional<Credentials> found = find(repository, DockerConfig.read(file), problems);
                    if (found.isPresent()) {
                        return found.get();
                    }
                } catch (RegistryException e) {
                    problems.add(e.getMessage());
                    warnings.accept(e.getMessage());
                }
            }
        }
        return new Credentials.Anonymous(problems);
    }

    private Optional<Credentials> find(Repository repository, DockerConfig config, List<String> problems)
            throws IOException {
        try {
            Optional<Credentials> stored = stored(repository, config);
            if (stored.isPresent()) {
                return stored;
            }
        } catch (RegistryException e) {
            problems.add(e.getMessage());
            warnings.accept(e.getMessage());
        }
        return config.credentials(repository);
    }

    private Optional<Credentials> stored(Repository repository, DockerConfig config) throws IOException {
        Optional<String> helper = config.helper(repository);
        return helper.isEmpty()
                ? Optional.empty()
                : new CredentialHelper(helper.get(), config.file(), path, CredentialHelper.PATIENCE)
                        .get(repository.credentialsKey());
    }
}
