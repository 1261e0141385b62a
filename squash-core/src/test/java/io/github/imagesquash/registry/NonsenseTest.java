// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagesquash.fixture.FakeRegistry;
import io.github.imagesquash.fixture.QuickRetries;
import io.github.imagesquash.fixture.RegistryCall;
import io.github.imagesquash.fixture.RegistryDoor;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.MediaType;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers, times and tokens of servers that are none: ignored, or one line without a secret. */
@Timeout(60)
class NonsenseTest {
    private static final byte[] CONTENT = {1, 2, 3};
    private static final Descriptor BLOB = new Descriptor(MediaType.NONE, Digest.sha256Of(CONTENT), CONTENT.length);
    private static final RegistryAccess QUICK = RegistryAccess.ANONYMOUS.withRetries(QuickRetries.of(2));

    private static byte[] pull(String name) throws IOException {
        try (RegistryClient client = new RegistryClient(QUICK)) {
            return client.pull(ImageAddress.parse(name + "/app:1")).blob(BLOB).stream()
                    .readAllBytes();
        }
    }

    private static RegistryCall.Reaction token(String json) {
        return RegistryCall.text(200, "application/json", json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "0",
                "9223372036854775807",
                "99999999999999999999999",
                "1e400",
                "\"300\"",
                "\"soon\"",
                "null",
                "{}",
                "-9223372036854775808"
            })
    void lifeOfATokenThatIsNoneCountsAsAShortOrLongOne(String life) throws IOException {
        try (FakeRegistry registry = FakeRegistry.behind(RegistryDoor.tokens("", 9))) {
            registry.holdBlob("app", CONTENT);
            registry.when("GET", "/token", 1, token("{\"token\":\"t\",\"expires_in\":" + life + "}"));
            registry.when("GET", ".*/blobs/.*", 1, call -> call.send(200, CONTENT));
            assertArrayEquals(CONTENT, pull(registry.domain()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3cret\\r\\nX: y",
                "s3cret\\n",
                "s3\\u0000cret",
                "s3cret\\u001b[31m",
                "s3cret ä",
                "s3cret s3cret"
            })
    void tokenThatNoHeaderCanHoldIsNeverShown(String value) throws IOException {
        try (FakeRegistry registry = FakeRegistry.behind(RegistryDoor.tokens("", 9))) {
            registry.when("GET", "/token", 1, token("{\"token\":\"" + value + "\"}"));
            Throwable failure = assertThrows(RegistryException.class, () -> pull(registry.domain()));
            assertEquals(
                    "docker://" + registry.domain() + "/app:1: " + registry.domain()
                            + " gave a token with characters that no header can hold",
                    failure.getMessage());
            for (Throwable one = failure; one != null; one = one.getCause()) {
                assertFalse(one.toString().contains("cret"), one.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3cret",
                "{\"token\":s3cret}",
                "{\"token\":\"s3cret",
                "[\"s3cret\"]",
                "{\"s3cret\":1,\"s3cret\":2}"
            })
    void answerThatIsNoJsonIsNotQuoted(String answer) throws IOException {
        try (FakeRegistry registry = FakeRegistry.behind(RegistryDoor.tokens("", 9))) {
            registry.when("GET", "/token", 1, token(answer));
            Throwable failure = assertThrows(RegistryException.class, () -> pull(registry.domain()));
            assertEquals(
                    "docker://" + registry.domain() + "/app:1: " + registry.domain()
                            + " gave no JSON object with a token",
                    failure.getMessage());
            for (Throwable one = failure; one != null; one = one.getCause()) {
                assertFalse(one.toString().contains("cret"), one.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"token\":null}", "{\"token\":5}", "{\"token\":\"\"}", "{}", "{\"token\":{}}"})
    void tokenThatIsNoneIsNone(String json) throws IOException {
        try (FakeRegistry registry = FakeRegistry.behind(RegistryDoor.tokens("", 9))) {
            registry.when("GET", "/token", 1, token(json));
            String message = assertThrows(RegistryException.class, () -> pull(registry.domain()))
                    .getMessage();
            assertEquals("docker://" + registry.domain() + "/app:1: " + registry.domain() + " gave no token", message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "soon", "1.5", "", "Thu, 99 Foo 2026 00:00:00 GMT", "Sat, 01 Jan 2000 00:00:00 GMT"})
    void timeToWaitThatIsNoneCountsAsNone(String retryAfter) throws IOException {
        try (FakeRegistry registry = FakeRegistry.open()) {
            registry.holdBlob("app", CONTENT);
            registry.when("GET", ".*/blobs/.*", 1, RegistryCall.busy(503, retryAfter));
            assertArrayEquals(CONTENT, pull(registry.domain()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999", "999999999999999999999999", "Fri, 01 Jan 9999 00:00:00 GMT"})
    void registryThatAsksForMoreTimeThanThereIsIsNotAskedAgain(String retryAfter) throws IOException {
        try (FakeRegistry registry = FakeRegistry.open()) {
            registry.when("GET", ".*/blobs/.*", 1, RegistryCall.busy(503, retryAfter));
            assertThrows(RegistryException.class, () -> pull(registry.domain()));
            assertEquals(1, registry.count(".*/blobs/.*"));
        }
    }

    @Test
    void challengeOfAnyLengthIsRead() {
        String realm = "https://a/" + "b\\\"".repeat(50_000);
        List<Challenge> found = Challenge.parse(List.of("Bearer realm=\"" + realm + "\",service=\"s\""));
        assertEquals("s", found.getFirst().parameter("service"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "HTTP/1.1 9999 OK\r\n\r\n",
                "HTTP/1.1 xyz\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nno header\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\n\r\n",
                "SSH-2.0-OpenSSH\r\n",
                "",
            })
    void answerThatIsNoHttpIsOneLine(String answer) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> answerAll(server, answer));
            Throwable failure = assertThrows(IOException.class, () -> pull("localhost:" + server.getLocalPort()));
            assertEquals(RegistryException.class, failure.getClass(), failure.toString());
            assertFalse(failure.getMessage().matches("(?s).*\\p{Cntrl}.*"), failure.getMessage());
        }
    }

    private static void answerAll(ServerSocket server, String answer) {
        try {
            while (true) {
                try (Socket client = server.accept();
                        OutputStream out = client.getOutputStream()) {
                    client.getInputStream().read(new byte[8192]);
                    out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
                }
            }
        } catch (IOException _) {
            // The test is over.
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:99999/a",
                "localhost:0/a",
                "localhost:65536/a",
                "localhost:-1/a",
                "localhost:/a",
                "localhost:99999999999999999999/a",
                "[::1]:99999/a",
                "[:::]/a",
                "[1]/a",
                "1.2.3/a",
                "999.1.1.1/a",
                "reg.example.1/a",
                "docker.io:99999/a"
            })
    void registryThatCannotBeIsWrongUsage(String name) {
        assertThrows(IllegalArgumentException.class, () -> ImageAddress.parse(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://proxy:99999", "proxy:0", "http://proxy:-1", "http://:3128", "http://a b"})
    void proxyThatCannotBeIsWrongUsage(String proxy) {
        assertThrows(IllegalArgumentException.class, () -> Proxies.ofEnvironment(Map.of("HTTPS_PROXY", proxy)));
    }
}
