// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import io.github.imagesquash.fuzz.OneLine;
import io.github.imagesquash.program.TimedProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads a {@code config.json} that a fuzzer made and, behind a zero byte, what a credential helper printed: its exit code in
 * the first byte, then its standard output. Credentials are found or there is one line that says why not and repeats nothing
 * of what is secret.
 */
public final class DockerConfigFuzz {
    private static final List<Repository> REPOSITORIES = List.of(
            new Repository("docker.io", "library/app"),
            new Repository("registry.example", "team/app"),
            new Repository("localhost:5000", "app"));
    private static final String REASONS =
            "not valid JSON in line [0-9]+|[A-Za-z ]+: expected a (JSON object|string)|auths: an \"auth\" is not the Base64 of"
                    + " user:password";

    private DockerConfigFuzz() {}

    /** Configurations, and what helpers print. */
    public static List<byte[]> seeds() {
        return Stream.of(
                        "{\"auths\":{\"https://index.docker.io/v1/\":{\"auth\":\"dXNlcjpzM2NyZXQA\"},"
                                + "\"registry.example/team\":{\"identitytoken\":\"s3cret\"},\"localhost:5000\":{}}}",
                        "{\"Auths\":{\"HTTPS://registry.example/v2/?x\":{\"username\":\"user\",\"password\":\"s3cret\"}},"
                                + "\"HttpHeaders\":{\"a\":\"b\"}} behind",
                        "{\"credsStore\":\"desktop\",\"credHelpers\":{\"registry.example\":\"\",\"docker.io\":\"a/b\"}}"
                                + "\0\0{\"ServerURL\":\"s\",\"Username\":\"<token>\",\"Secret\":\"s3cret\"}",
                        "null\0\1credentials not found in native keychain",
                        "{\"auths\":null,\"auths\":{\"docker.io\":{\"auth\":\"bm9jb2xvbg==\"}}}\0\1failed\u001b[31m\nmore",
                        "\0\0{\"Username\":\"u\",\"Secret\":null}",
                        "\0\0s3cret")
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }

    /** Looks for the credentials of several repositories. */
    public static void read(byte[] data) throws IOException {
        int end = 0;
        while (end < data.length && data[end] != 0) {
            end++;
        }
        Path file = Files.createTempFile("config", ".json");
        try {
            Files.write(file, Arrays.copyOf(data, end));
            REPOSITORIES.forEach(repository -> readConfig(file, repository));
            for (Repository repository : REPOSITORIES) {
                requireFoundOrExplained(file, repository);
            }
            if (end + 2 <= data.length) {
                readHelper(file, data[end + 1], Arrays.copyOfRange(data, end + 2, data.length));
            }
        } finally {
            Files.delete(file);
        }
    }

    private static void readConfig(Path file, Repository repository) {
        try {
            DockerConfig config = DockerConfig.read(file);
            config.helper(repository).ifPresent(name -> require(!name.isEmpty(), "a helper without a name"));
            config.credentials(repository).ifPresent(DockerConfigFuzz::requireSendable);
        } catch (RegistryException e) {
            String reason = e.getMessage().substring((file + ": ").length());
            require(reason.matches(REASONS), "may repeat a secret: " + reason);
        } catch (IOException e) {
            throw new AssertionError("refused with " + e, e);
        }
    }

    /** No helper is on this path, so that none is run. */
    private static void requireFoundOrExplained(Path file, Repository repository) throws IOException {
        List<String> warnings = new ArrayList<>();
        Credentials found = new CredentialFiles(List.of(file), "", warnings::add).find(repository);
        warnings.forEach(OneLine::require);
        if (found instanceof Credentials.Anonymous(List<String> problems)) {
            require(problems.equals(warnings), "warned of something else: " + warnings);
        }
    }

    private static void readHelper(Path file, int exitCode, byte[] output) {
        CredentialHelper helper = new CredentialHelper("fuzz", file, "", Duration.ZERO);
        try {
            Optional<Credentials> found = helper.credentials(new TimedProgram.Ended(exitCode, output, ""));
            found.ifPresent(DockerConfigFuzz::requireSendable);
            require(exitCode == 0 || found.isEmpty(), "credentials of a helper that failed");
        } catch (RegistryException e) {
            OneLine.require(e.getMessage());
            String reason = e.getMessage().substring((file + ": ").length());
            boolean fixed = reason.matches(
                    "the credential helper docker-credential-fuzz (printed nothing|did not print a JSON object)");
            require(exitCode != 0 || fixed, "may repeat a secret: " + reason);
        } catch (IOException e) {
            throw new AssertionError("refused with " + e, e);
        }
    }

    private static void requireSendable(Credentials found) {
        switch (found) {
            case Credentials.Password password -> {
                require(password.header().matches("Basic [A-Za-z0-9+/]*=*"), "no header: " + password.header());
                require(password.toString().equals("password of " + password.user()), "shows more than the user");
            }
            case Credentials.IdentityToken token -> require(!token.secret().isEmpty(), "an empty token");
            case Credentials.Anonymous _ -> throw new AssertionError("credentials of nobody");
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
