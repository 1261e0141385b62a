package io.github.imagesquash.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.oci.OciJson;
import io.github.imagesquash.oci.Printable;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program that keeps credentials: {@code docker-credential-<name> get} reads a server's name and writes JSON
 * (docker-credential-helpers).
 *
 * @param name without the prefix
 * @param file the configuration that names it, for messages
 * @param path where it is looked for, as in the variable {@code PATH}
 */
record CredentialHelper(String name, Path file, String path) {
    private static final long PATIENCE_SECONDS = 60;

    /** What a helper writes when it works but has nothing. */
    private static final String NOT_FOUND = "credentials not found";

    /** The user name that says that the secret is an identity token. */
    private static final String TOKEN_USER = "<token>";

    /**
     * Asks for a server's credentials.
     *
     * @return empty if the helper has none
     */
    Optional<Credentials> get(String server) throws IOException {
        Process process = new ProcessBuilder(program().toString(), "get")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            ask(process, server);
            byte[] output = process.getInputStream().readNBytes(OciJson.MAX_BYTES);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw failed("did not end within " + PATIENCE_SECONDS + " s");
            }
            return credentials(process.exitValue(), output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            process.destroyForcibly();
        }
    }

    private static void ask(Process process, String server) {
        try (OutputStream in = process.getOutputStream()) {
            in.write((server + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            // It ended without reading; what it wrote says why.
        }
    }

    private Path program() throws RegistryException {
        return Stream.of(path.split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, fileName()))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> failed("is not on the path"));
    }

    private Optional<Credentials> credentials(int exitCode, byte[] output) throws IOException {
        String text = new String(output, StandardCharsets.UTF_8).strip();
        if (exitCode != 0) {
            if (text.startsWith(NOT_FOUND)) {
                return Optional.empty();
            }
            throw failed("failed: " + Printable.of(text.lines().findFirst().orElse("exit code " + exitCode)));
        }
        ObjectNode json = OciJson.readObject(output, fileName());
        String user = json.path("Username").asText();
        String secret = json.path("Secret").asText();
        return Optional.of(
                user.equals(TOKEN_USER)
                        ? new Credentials.IdentityToken(secret, fileName())
                        : new Credentials.Password(user, secret, fileName()));
    }

    private String fileName() {
        return "docker-credential-" + name;
    }

    private RegistryException failed(String how) {
        return new RegistryException(file.toString(), "the credential helper " + fileName() + " " + how);
    }
}
