package io.github.imagesquash.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Docker's and podman's files, and credential helpers. */
class CredentialFilesTest {
    private static final Repository APP = new Repository("reg.example:5000", "team/app");
    private static final Repository HUB = new Repository("docker.io", "library/app");
    /** {@code me:secret} */
    private static final String AUTH = "{\"auth\":\"bWU6c2VjcmV0\"}";

    @TempDir
    Path directory;

    private Credentials find(Repository repository, String json) throws IOException {
        Path file = Files.writeString(directory.resolve("config.json"), json);
        return new CredentialFiles(List.of(file), directory.toString()).find(repository);
    }

    private void assertFound(Repository repository, String json) throws IOException {
        Credentials.Password found = assertInstanceOf(Credentials.Password.class, find(repository, json));
        assertEquals("me", found.user());
        assertEquals("secret", found.secret());
    }

    private void helper(String name, String script) throws IOException {
        Path program = directory.resolve("docker-credential-" + name);
        Files.writeString(program, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reg.example:5000",
                "https://reg.example:5000",
                "https://reg.example:5000/v2/",
                "reg.example:5000/team",
                "reg.example:5000/team/app"
            })
    void entryIsFoundByHostUrlOrPartOfTheRegistry(String key) throws IOException {
        assertFound(APP, "{\"auths\":{\"" + key + "\":" + AUTH + "}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://index.docker.io/v1/", "docker.io", "registry-1.docker.io", "docker.io/library"})
    void dockerHubHasManyNames(String key) throws IOException {
        assertFound(HUB, "{\"auths\":{\"" + key + "\":" + AUTH + "}}");
    }

    @Test
    void longestPartOfTheRegistryCounts() throws IOException {
        assertFound(
                APP, "{\"auths\":{\"reg.example:5000\":{\"auth\":\"eDp5\"},\"reg.example:5000/team\":" + AUTH + "}}");
    }

    @Test
    void otherRegistrysEntryIsNotTaken() throws IOException {
        assertInstanceOf(Credentials.Anonymous.class, find(APP, "{\"auths\":{\"reg.example:5001\":" + AUTH + "}}"));
    }

    @Test
    void userAndPasswordMayStandApart() throws IOException {
        assertFound(APP, "{\"auths\":{\"reg.example:5000\":{\"username\":\"me\",\"password\":\"secret\"}}}");
    }

    @Test
    void helperOfOneRegistryIsAskedForIt() throws IOException {
        helper(
                "one",
                "read server; test \"$1 $server\" = 'get reg.example:5000' && echo"
                        + " '{\"Username\":\"me\",\"Secret\":\"secret\"}'");
        assertFound(APP, "{\"credHelpers\":{\"reg.example:5000\":\"one\"}}");
    }

    @Test
    void storeIsAskedByDockerHubsOldName() throws IOException {
        helper(
                "all",
                "read server; test \"$server\" = https://index.docker.io/v1/ && echo"
                        + " '{\"Username\":\"me\",\"Secret\":\"secret\"}'");
        assertFound(HUB, "{\"credsStore\":\"all\",\"auths\":{\"https://index.docker.io/v1/\":{}}}");
    }

    @Test
    void storeWithoutTheRegistryLeavesItToTheFile() throws IOException {
        helper("all", "echo 'credentials not found in native keychain'; exit 1");
        assertFound(APP, "{\"credsStore\":\"all\",\"auths\":{\"reg.example:5000\":" + AUTH + "}}");
    }

    @Test
    void helperMayGiveAnIdentityToken() throws IOException {
        helper("one", "echo '{\"Username\":\"<token>\",\"Secret\":\"abc\"}'");
        Credentials found = find(APP, "{\"credHelpers\":{\"reg.example:5000\":\"one\"}}");
        assertEquals(
                "abc", assertInstanceOf(Credentials.IdentityToken.class, found).secret());
    }

    @Test
    void helperThatFailsIsNamedWithItsWords() throws IOException {
        helper("one", "echo 'the keychain is locked'; exit 1");
        String message = assertThrows(
                        IOException.class, () -> find(APP, "{\"credHelpers\":{\"reg.example:5000\":\"one\"}}"))
                .getMessage();
        assertEquals(
                directory.resolve("config.json")
                        + ": the credential helper docker-credential-one failed: the keychain is locked",
                message);
    }

    @Test
    void helperThatIsNotThereIsNamed() {
        String message = assertThrows(IOException.class, () -> find(APP, "{\"credsStore\":\"none\"}"))
                .getMessage();
        assertEquals(
                directory.resolve("config.json") + ": the credential helper docker-credential-none is not on the path",
                message);
    }

    @Test
    void filesAreThoseOfDockerAndPodman() {
        assertEquals(
                List.of(
                        "/a/auth.json",
                        "/d/config.json",
                        "/run/containers/auth.json",
                        "/h/.config/containers/auth.json"),
                CredentialFiles.ofEnvironment(Map.of(
                                "HOME", "/h",
                                "REGISTRY_AUTH_FILE", "/a/auth.json",
                                "DOCKER_CONFIG", "/d",
                                "XDG_RUNTIME_DIR", "/run"))
                        .files()
                        .stream()
                        .map(Path::toString)
                        .toList());
        assertEquals(
                List.of("/h/.docker/config.json", "/h/.config/containers/auth.json"),
                CredentialFiles.ofEnvironment(Map.of("HOME", "/h")).files().stream()
                        .map(Path::toString)
                        .toList());
    }
}
