// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Docker's and podman's files, and credential helpers. */
class CredentialFilesTest {
    private static final Repository APP = new Repository("reg.example:5000", "team/app");
    private static final Repository HUB = new Repository("docker.io", "library/app");
    /** {@code me:secret} */
    private static final String AUTH = "{\"auth\":\"bWU6c2VjcmV0\"}";

    private final List<String> warnings = new ArrayList<>();

    @TempDir
    Path directory;

    private Credentials find(Repository repository, String json) throws IOException {
        Path file = Files.writeString(directory.resolve("config.json"), json);
        return new CredentialFiles(List.of(file), directory.toString(), warnings::add).find(repository);
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
                "http://reg.example:5000/some/path",
                "HTTPS://reg.example:5000/other?a=b",
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
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void manyLongKeysAreRead() throws IOException {
        String keys = IntStream.range(0, 100)
                .mapToObj(i -> "\"" + "/".repeat(49_000) + i + "\":{\"auth\":\"eDp5\"},")
                .collect(Collectors.joining());
        assertFound(APP, "{\"auths\":{" + keys + "\"reg.example:5000\":" + AUTH + "}}");
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

    private void assertAnonymousWith(String json, String problem) throws IOException {
        Credentials.Anonymous found = assertInstanceOf(Credentials.Anonymous.class, find(APP, json));
        List<String> expected = List.of(directory.resolve("config.json") + ": " + problem);
        assertEquals(expected, warnings);
        assertEquals(expected, found.problems());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "echo 'the keychain is locked'; exit 1           | failed: the keychain is locked",
                "echo 'no display' >&2; exit 1                   | failed: no display",
                "echo; echo 'out'; echo 'err' >&2; exit 3        | failed: out",
                "exit 3                                          | failed: exit code 3",
                "exit 0                                          | printed nothing",
                "echo 'no agent' >&2                             | printed nothing: no agent",
                "echo '{\"Username\":\"me\",\"Secret\":\"s3cret'    | did not print a JSON object",
                "echo '[\"s3cret\"]'                             | did not print a JSON object",
                "kill -9 $$                                      | failed: exit code 137",
            })
    void helperThatFailsIsNamedWithItsWords(String script, String problem) throws IOException {
        helper("one", script);
        assertAnonymousWith(
                "{\"credHelpers\":{\"reg.example:5000\":\"one\"}}",
                "the credential helper docker-credential-one " + problem);
    }

    @ParameterizedTest
    @CsvSource({"none, is not on the path", "a/b, has no program name"})
    void helperThatIsNotThereIsNamed(String name, String problem) throws IOException {
        assertAnonymousWith(
                "{\"credsStore\":\"" + name + "\"}", "the credential helper docker-credential-" + name + " " + problem);
    }

    @Test
    void helperThatIsNotThereLeavesItToTheFile() throws IOException {
        assertFound(APP, "{\"credsStore\":\"none\",\"auths\":{\"reg.example:5000\":" + AUTH + "}}");
        assertEquals(1, warnings.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"credsStore\":5", "\"credHelpers\":[]", "\"credHelpers\":{\"reg.example:5000\":{\"a\":1}}"})
    void helperWhoseNameIsNoneLeavesItToTheFile(String helper) throws IOException {
        assertFound(APP, "{" + helper + ",\"auths\":{\"reg.example:5000\":" + AUTH + "}}");
        assertEquals(1, warnings.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"Username\":\"\",\"Secret\":\"\"}", "{\"Username\":\"me\",\"Secret\":null}", "{}"})
    void helperWithoutASecretHasNone(String answer) throws IOException {
        helper("one", "echo '" + answer + "'");
        Credentials found = find(APP, "{\"credsStore\":\"one\"}");
        assertEquals(new Credentials.Anonymous(List.of()), found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n",
                "null",
                "{}",
                "{\"credsStore\":null}",
                "{\"credsStore\":\"\"}",
                "{\"credHelpers\":null,\"auths\":null}",
                "{\"credHelpers\":{\"reg.example:5000\":\"\"}}",
                "{\"credHelpers\":{\"reg.example:5000\":null},\"credsStore\":\"none\"}",
                "{\"auths\":{\"reg.example:5000\":null}}",
                "{\"auths\":{\"reg.example:5000\":{}}}",
                "{\"auths\":{\"reg.example:5000\":{\"auth\":null,\"identitytoken\":null,\"username\":null}}}",
                "{\"auths\":{\"reg.example:5000\":{\"auth\":\"\",\"email\":null}}}",
                "{} trailing",
            })
    void fileThatSaysNothingIsNoMistake(String json) throws IOException {
        assertEquals(new Credentials.Anonymous(List.of()), find(APP, json));
        assertEquals(List.of(), warnings);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"auth\":\"bWU6c2VjcmV0\\n\"",
                "\"auth\":\"bWU6\\r\\nc2VjcmV0\"",
                "\"auth\":\"bWU6c2VjcmV0AAA=\"",
                "\"Auth\":\"bWU6c2VjcmV0\"",
                "\"auth\":\"eDp5\",\"auth\":\"bWU6c2VjcmV0\"",
                "\"auth\":\"bWU6c2VjcmV0\",\"username\":\"x\",\"password\":\"y\"",
                "\"auth\":null,\"identitytoken\":null,\"username\":\"me\",\"password\":\"secret\"",
            })
    void entryIsReadAsDockerReadsIt(String entry) throws IOException {
        assertFound(APP, "{\"Auths\":{\"reg.example:5000\":{" + entry + "}}}");
        assertEquals(List.of(), warnings);
    }

    @Test
    void emptyNameOfAHelperMeansTheFile() throws IOException {
        assertFound(
                APP,
                "{\"credHelpers\":{\"reg.example:5000\":\"\"},\"credsStore\":\"none\",\"auths\":{\"reg.example:5000\":"
                        + AUTH + "}}");
        assertEquals(List.of(), warnings);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                       | not valid JSON in line 1",
                "{\"auths\": s3cret}                     | not valid JSON in line 1",
                "// a comment                            | not valid JSON in line 1",
                "[]                                      | the file: expected a JSON object",
                "{\"auths\":[]}                          | auths: expected a JSON object",
                "{\"credsStore\":5}                      | credsStore: expected a string",
                "{\"auths\":{\"reg.example:5000\":{\"auth\":\"s3cret!\"}}} | auths: an \"auth\" is not the Base64 of user:password",
                "{\"auths\":{\"reg.example:5000\":{\"auth\":\"c2VjcmV0\"}}} | auths: an \"auth\" is not the Base64 of user:password",
            })
    void fileThatIsNoneIsToldWithoutItsContent(String json, String problem) throws IOException {
        assertAnonymousWith(json, problem);
    }

    @Test
    void fileBehindOneThatIsNoneIsRead() throws IOException {
        Path broken = Files.writeString(directory.resolve("broken.json"), "{");
        Path good =
                Files.writeString(directory.resolve("good.json"), "{\"auths\":{\"reg.example:5000\":" + AUTH + "}}");
        CredentialFiles files = new CredentialFiles(List.of(broken, good), "", warnings::add);
        assertInstanceOf(Credentials.Password.class, files.find(APP));
        assertEquals(List.of(broken + ": not valid JSON in line 1"), warnings);
    }

    @Test
    void tokensOfALoginBesideTheEntryDoNotHideIt() throws IOException {
        assertFound(
                HUB,
                "{\"auths\":{\"https://index.docker.io/v1/access-token\":{\"auth\":\"eDp5\"},"
                        + "\"https://index.docker.io/v1/\":" + AUTH + "}}");
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
