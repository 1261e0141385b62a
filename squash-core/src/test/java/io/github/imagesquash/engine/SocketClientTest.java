// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.engine;

import static io.github.imagesquash.engine.ApiServer.chunked;
import static io.github.imagesquash.engine.ApiServer.response;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.oci.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketClientTest {
    private static final String LOADED = "{\"stream\":\"Loaded image: app:2\\n\"}\r\n";

    @TempDir
    Path directory;

    private ApiServer server(String request, String response) throws IOException {
        return new ApiServer(directory.resolve("api.sock"), Map.of(request, response));
    }

    private FileChannel archive(String content) throws IOException {
        return FileChannel.open(Files.writeString(directory.resolve("new.tar"), content));
    }

    @Test
    void findsAnImageOrNone() throws IOException {
        String json = "{\"Id\":\"sha256:aa\",\"RepoTags\":[\"team/app:1\"]}";
        try (ApiServer server = server("GET /images/team/app:1/json", response(200, json))) {
            assertEquals(
                    Optional.of(new EngineImage("sha256:aa", List.of("team/app:1"), List.of(), Optional.empty())),
                    server.client().find("team/app:1"));
            assertEquals(Optional.empty(), server.client().find("app:2"));
        }
    }

    @Test
    void listsNamesWithoutThoseOfUnnamedImages() throws IOException {
        String json = "[{\"RepoTags\":[\"a:1\",\"b:2\"]},{\"RepoTags\":[\"<none>:<none>\"]},{\"RepoTags\":null}]";
        try (ApiServer server = server("GET /images/json", chunked(false, json))) {
            assertEquals(List.of("a:1", "b:2"), server.client().names());
        }
    }

    @Test
    void unknownImageIsSaidWithTheClosestNames() throws IOException {
        try (ApiServer server = server("GET /images/json", response(200, "[{\"RepoTags\":[\"app:10\"]}]"))) {
            EngineException e =
                    assertThrows(EngineException.class, () -> server.client().require("app:1"));
            assertEquals("docker: no such image: app:1; did you mean app:10?", e.getMessage());
        }
    }

    @Test
    void savedImageIsTheContentOfTheChunks() throws IOException {
        try (ApiServer server = server("GET /images/app:1/get", chunked(false, "first ", "second"));
                InputStream saved = server.client().save("app:1", Platform.ANY)) {
            assertEquals("first second", new String(saved.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    @DisplayName("C10: the platform that is needed is asked for alone")
    void savedImageIsOfThePlatform() throws IOException {
        String query = "?platform=%7B%22os%22:%22linux%22%2C%22architecture%22:%22arm64%22%2C%22variant%22:%22v8%22%7D";
        try (ApiServer server = server("GET /images/app:1/get" + query, response(200, "arm"));
                InputStream saved = server.client().save("app:1", new Platform("linux", "arm64", "v8"))) {
            assertEquals("arm", new String(saved.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void savedImageThatIsCutIsAFailure() throws IOException {
        try (ApiServer server = server("GET /images/app:1/get", chunked(true, "first"));
                InputStream saved = server.client().save("app:1", Platform.ANY)) {
            IOException e = assertThrows(IOException.class, saved::readAllBytes);
            assertTrue(e.getMessage().contains("ended before the engine had sent everything"), e.getMessage());
        }
    }

    @Test
    void loadSendsTheWholeFile() throws IOException {
        try (ApiServer server = server("POST /images/load?quiet=1", response(200, LOADED));
                FileChannel archive = archive("archive")) {
            server.client().load(archive, ByteMeter.NONE);
            assertEquals(List.of("archive"), server.bodies());
        }
    }

    @Test
    void loadThatFailsAfterItsStatusIsAFailure() throws IOException {
        String failing = "{\"errorDetail\":{\"message\":\"no space\"},\"error\":\"no space\"}\r\n";
        try (ApiServer server = server("POST /images/load?quiet=1", chunked(false, LOADED, failing));
                FileChannel archive = archive("archive")) {
            EngineException e =
                    assertThrows(EngineException.class, () -> server.client().load(archive, ByteMeter.NONE));
            assertEquals("docker: no space", e.getMessage());
        }
    }

    @Test
    void refusalIsSaidInTheEnginesWords() throws IOException {
        try (ApiServer server = server("GET /images/json", response(500, "{\"message\":\"disk is on fire\"}"))) {
            EngineException e =
                    assertThrows(EngineException.class, () -> server.client().names());
            assertEquals("docker: disk is on fire", e.getMessage());
        }
    }

    @Test
    void oldDockerDoesNotReadZstd() throws IOException {
        try (ApiServer server = server("GET /version", response(200, "{\"Version\":\"20.10.24\"}"))) {
            assertFalse(server.client().readsZstd());
        }
    }

    @Test
    void somethingElseThatListensIsNoEngine() throws IOException {
        try (ApiServer server = server("GET /images/json", "SSH-2.0-OpenSSH\r\n")) {
            IOException e =
                    assertThrows(IOException.class, () -> server.client().names());
            assertTrue(e.getMessage().contains("this is not an engine"), e.getMessage());
        }
    }

    @Test
    void nobodyListens() {
        Path socket = directory.resolve("nothing.sock");
        SocketClient client =
                new SocketClient(new Engine(EngineKind.DOCKER, Map.of()), UnixDomainSocketAddress.of(socket));
        EngineException e = assertThrows(EngineException.class, client::names);
        assertEquals(
                "docker: cannot connect to the Docker daemon at unix://" + socket + "; is it running?", e.getMessage());
    }

    @Test
    void machineOfUnknownNameIsSaid() {
        SocketClient client = new SocketClient(
                new Engine(EngineKind.DOCKER, Map.of()), InetSocketAddress.createUnresolved("host.invalid", 2375));
        EngineException e = assertThrows(EngineException.class, client::names);
        assertEquals("docker: cannot connect to tcp://host.invalid:2375: no such host", e.getMessage());
    }

    @Test
    void plainTextToAnEngineThatSpeaksTlsSaysWhatToSet() throws IOException {
        String refusal = "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n";
        try (ApiServer server = server("GET /images/json", refusal)) {
            EngineException e =
                    assertThrows(EngineException.class, () -> server.client().names());
            assertTrue(e.getMessage().contains("set DOCKER_TLS_VERIFY=1"), e.getMessage());
        }
    }
}
