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
 * @param files in the order in which they are asked; those that do not exist are passed over
 * @param path where credential helpers are looked for, as in the variable {@code PATH}
 * @param warnings receives what is wrong with a file or a helper
 */
public record CredentialFiles(List<Path> files, String path, Consumer<String> warnings) {
    /** No files. */
    public static final CredentialFiles NONE = new CredentialFiles(List.of(), "");

    public CredentialFiles {
        files = List.copyOf(files);
    }

    /** These files; what is wrong with them is reported only where access is denied. */
    public CredentialFiles(List<Path> files, String path) {
        this(files, path, _ -> {});
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
        return new CredentialFiles(all, path, warnings);
    }

    private static Optional<String> named(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isEmpty());
    }

    /** These files, with what is wrong with them told to somebody. */
    public CredentialFiles warning(Consumer<String> listener) {
        return new CredentialFiles(files, path, listener);
    }

    /**
     * The credentials for a repository. As for Docker, a file or a helper that does not work is as good as one that has none,
     * since many images are for everybody; that it does not work is reported.
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
