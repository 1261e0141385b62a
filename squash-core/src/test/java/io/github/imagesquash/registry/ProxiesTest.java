// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.FakeProxy;
import io.github.imagesquash.fixture.FakeRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proxies of the environment, as Go's programs understand it. */
class ProxiesTest {
    private static Proxies proxies(String... variables) {
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        return Proxies.ofEnvironment(environment);
    }

    private static String proxy(Proxies proxies, String server) {
        return proxies.of(URI.create(server)).map(ProxyAddress::toString).orElse("none");
    }

    @Test
    void eachSchemeHasItsOwn() {
        Proxies proxies = proxies("HTTPS_PROXY", "http://one:1", "http_proxy", "two:2");
        assertEquals("proxy one:1", proxy(proxies, "https://reg.example/v2/"));
        assertEquals("proxy two:2", proxy(proxies, "http://reg.example/v2/"));
    }

    @Test
    void upperCaseCountsAndEmptyIsNotSet() {
        assertEquals(
                "proxy upper:80",
                proxy(proxies("HTTPS_PROXY", "upper", "https_proxy", "lower"), "https://reg.example/"));
        assertEquals(
                "proxy lower:80", proxy(proxies("HTTPS_PROXY", "", "https_proxy", "lower"), "https://reg.example/"));
        assertEquals("none", proxy(proxies("HTTP_PROXY", "one"), "https://reg.example/"));
    }

    @ParameterizedTest
    @CsvSource({"localhost:5000", "a.localhost", "127.0.0.1", "127.1.2.3:5000", "[::1]:5000"})
    void thisMachineIsReachedDirectly(String server) {
        assertEquals("none", proxy(proxies("HTTPS_PROXY", "one"), "https://" + server + "/"));
    }

    @ParameterizedTest
    @CsvSource({
        "*, reg.example, true",
        "example, reg.example, true",
        "reg.example, reg.example, true",
        "REG.Example, reg.example, true",
        "g.example, reg.example, false",
        ".example, reg.example, true",
        ".reg.example, reg.example, false",
        "*.example, reg.example, true",
        "reg.example:443, reg.example, true",
        "reg.example:5000, reg.example, false",
        "reg.example:5000, reg.example:5000, true",
        "10.1.2.3, 10.1.2.3, true",
        "10.0.0.0/8, 10.1.2.3, true",
        "10.0.0.0/8, 11.1.2.3, false",
        "10.1.2.0/23, 10.1.3.3, true",
        "fd00::/8, [fd12::1]:5000, true",
        "[fd12::1]:5000, [fd12::1]:5000, true",
        "fe80::/10, 10.1.2.3, false",
    })
    void exemptionsAreNamesBelowAndAddresses(String exemption, String server, boolean direct) {
        Proxies proxies = proxies("HTTPS_PROXY", "one", "no_proxy", "other.test, " + exemption);
        assertEquals(direct ? "none" : "proxy one:80", proxy(proxies, "https://" + server + "/"));
    }

    @ParameterizedTest
    @CsvSource({"socks5://one:1080, http://", "https://one, http://", "http://, no address", "http://a b, no address"})
    void otherProxiesAreRefusedByName(String text, String why) {
        String message = assertThrows(IllegalArgumentException.class, () -> proxies("HTTPS_PROXY", text))
                .getMessage();
        assertTrue(message.startsWith("HTTPS_PROXY: ") && message.contains(why), message);
    }

    @Test
    void passwordIsNotShown() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> proxies("HTTP_PROXY", "socks5://me:secret@one"))
                .getMessage();
        assertFalse(message.contains("secret"), message);
        assertEquals("proxy one:80", proxy(proxies("HTTPS_PROXY", "http://me:secret@one"), "https://a.test/"));
    }

    private static int ask(FakeProxy proxy, String user) throws IOException {
        RegistryAccess access = RegistryAccess.ANONYMOUS
                .withRetries(new Retries(1, Duration.ZERO, Duration.ZERO))
                .withProxies(proxies("HTTP_PROXY", "http://" + user + proxy.address()));
        Scope scope = Scope.pull(new Repository("reg.test", "app"));
        try (Http http = new Http(access, "reg.test")) {
            return http.send(Request.of("GET", URI.create("http://reg.test/v2/"), scope), Optional.empty())
                    .status();
        }
    }

    private static int port(FakeRegistry registry) {
        return Integer.parseInt(registry.domain().replaceAll(".*:", ""));
    }

    @Test
    void registryIsAskedThroughTheProxy() throws IOException {
        try (FakeRegistry registry = FakeRegistry.open();
                FakeProxy proxy = FakeProxy.asking(port(registry), "Basic bWU6YTpiIGM=")) {
            assertEquals(200, ask(proxy, "me:a%3Ab%20c@"));
            assertEquals(List.of("GET http://reg.test/v2/ HTTP/1.1"), proxy.log());
        }
    }

    @Test
    void proxyThatWantsAPasswordIsNamed() throws IOException {
        try (FakeProxy proxy = FakeProxy.asking(1, "Basic x")) {
            String name = "proxy " + proxy.address();
            String message =
                    assertThrows(RegistryException.class, () -> ask(proxy, "")).getMessage();
            assertEquals(
                    name + ": requires a user and a password of HTTPS_PROXY or HTTP_PROXY; it answered 407", message);
            message = assertThrows(RegistryException.class, () -> ask(proxy, "me:wrong@"))
                    .getMessage();
            assertEquals(
                    name + ": refuses the user and the password of HTTPS_PROXY or HTTP_PROXY; it answered 407",
                    message);
        }
    }

    @Test
    void proxyThatIsNotThereIsNamed() throws IOException {
        FakeProxy proxy = FakeProxy.open(1);
        proxy.close();
        String message = assertThrows(IOException.class, () -> ask(proxy, "")).getMessage();
        assertEquals("proxy " + proxy.address() + ": no connection: refused", message);
    }
}
