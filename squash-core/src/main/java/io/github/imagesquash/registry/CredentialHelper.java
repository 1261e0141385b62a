// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.oci.OciJson;
import io.github.imagesquash.program.TimedProgram;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A program that keeps credentials: {@code docker-credential-<name> get} reads a server's name and writes JSON
 * (docker-credential-helpers).
 *
 * @param name without the prefix
 * @param file the configuration that names it, for messages
 * @param path the search path, as in the variable {@code PATH}
 * @param patience the time limit
 */
record CredentialHelper(String name, Path file, String path, Duration patience) {
    /** The time that a person may need to type a password. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The output of a helper that works but has no credentials. */
    private static final String NOT_FOUND = "credentials not found";

    /** The user name that marks the secret as an identity token. */
    private static final String TOKEN_USER = "<token>";

    /**
     * Requests a server's credentials.
     *
     * @return empty if the helper has none
     * @throws RegistryException if it does not exist or fails; the message contains its error, and never its answer
     */
    Optional<Credentials> get(String server) throws IOException {
        ProcessBuilder program = new ProcessBuilder(program().toString(), "get");
        try {
            return credentials(TimedProgram.run(program, server + "\n", patience));
        } catch (TimeoutException e) {
            throw failed("did not end within " + patience.toSeconds() + " s, and was killed", e);
        } catch (RegistryException | InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw failed("cannot be run: " + e.getMessage(), e);
        }
    }

    private Path program() throws RegistryException {
        if (!name.matches("[^/\0]+")) {
            throw failed("has no program name");
        }
        return Stream.of(path.split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, "docker-credential-" + name))
                .filter(program -> Files.isRegularFile(program) && Files.isExecutable(program))
                .findFirst()
                .orElseThrow(() -> failed("is not on the path"));
    }

    /** The credentials in what the program wrote. */
    Optional<Credentials> credentials(TimedProgram.Ended ended) throws IOException {
        String text = new String(ended.output(), StandardCharsets.UTF_8).strip();
        if (ended.exitCode() != 0) {
            if (text.startsWith(NOT_FOUND)) {
                return Optional.empty();
            }
            throw failed("failed: " + reason(text, ended));
        }
        if (text.isEmpty()) {
            throw failed("printed nothing"
                    + firstLine(ended.errors()).map(line -> ": " + line).orElse(""));
        }
        ObjectNode json = object(ended.output());
        String user = json.path("Username").asText("");
        String secret = json.path("Secret").asText("");
        if (secret.isEmpty() || json.path("Secret").isNull()) {
            return Optional.empty();
        }
        return Optional.of(
                user.equals(TOKEN_USER)
                        ? new Credentials.IdentityToken(secret, fileName())
                        : new Credentials.Password(user, secret, fileName()));
    }

    private static String reason(String output, TimedProgram.Ended ended) {
        return firstLine(output).or(() -> firstLine(ended.errors())).orElse("exit code " + ended.exitCode());
    }

    private static Optional<String> firstLine(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .map(Printable::of);
    }

    private ObjectNode object(byte[] output) throws RegistryException {
        try {
            return OciJson.readObject(output, fileName());
        } catch (IOException e) {
            // Not as the cause: its message may repeat a part of the secret.
            throw failed("did not print a JSON object");
        }
    }

    private String fileName() {
        return "docker-credential-" + Printable.of(name);
    }

    private RegistryException failed(String how) {
        return new RegistryException(file.toString(), "the credential helper " + fileName() + " " + how);
    }

    private RegistryException failed(String how, Exception cause) {
        return new RegistryException(file.toString(), "the credential helper " + fileName() + " " + how, cause);
    }
}
