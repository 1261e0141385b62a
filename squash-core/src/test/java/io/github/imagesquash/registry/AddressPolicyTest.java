// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which address may be asked, by where the registry is and what it names. */
class AddressPolicyTest {
    private static final URI PUBLIC = URI.create("https://public.example/v2/");
    private static final Map<String, List<String>> NAMES = Map.of(
            "public.example", List.of("203.0.113.1"),
            "inner.example", List.of("10.1.2.3"),
            "both.example", List.of("203.0.113.1", "127.0.0.1"));

    private static List<InetAddress> resolve(String host) throws UnknownHostException {
        if (!NAMES.containsKey(host)) {
            throw new UnknownHostException(host);
        }
        return NAMES.get(host).stream().map(InetAddress::ofLiteral).toList();
    }

    private static AddressPolicy of(String registry, boolean insecure) {
        RegistryAccess access = RegistryAccess.ANONYMOUS.withInsecure(insecure);
        return new AddressPolicy(URI.create(registry), access, AddressPolicyTest::resolve);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1",
        "192.168.1.1",
        "172.16.0.1",
        "172.31.255.255",
        "100.64.0.1",
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",
        "0.1.2.3",
        "localhost",
        "169.254.169.254",
        "100.100.100.200",
        "168.63.129.16",
        "224.0.0.1",
        "255.255.255.255",
        "[::1]",
        "[::]",
        "[fe80::1]",
        "[fc00::1]",
        "[fdff::1]",
        "[fec0::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:a00:1]",
        "[::10.0.0.1]",
        "[64:ff9b::a00:1]",
        "[2002:a00:1::]",
        "[ff02::1]",
        "[fd00:ec2::254]",
        "inner.example",
        "both.example",
        "INNER.example.",
        "metadata.google.internal",
        "2130706433"
    })
    void registryElsewhereDoesNotLeadIntoThisNetwork(String host) {
        AddressPolicy policy = of(PUBLIC.toString(), true);
        String address = "https://" + host + ":8443/x";
        for (Step call : List.<Step>of(
                () -> policy.redirect(PUBLIC, address),
                () -> policy.upload(PUBLIC, address),
                () -> policy.tokenServer(address, "image", false))) {
            String message = assertThrows(RegistryException.class, call::run).getMessage();
            assertTrue(message.contains("an address of this machine or its network"), message);
        }
    }

    private static AddressPolicy allowing(String host, boolean insecure) {
        RegistryAccess access = RegistryAccess.ANONYMOUS
                .withInsecure(insecure)
                .withAllowed(List.of(AllowedHost.parse("other.example"), AllowedHost.parse(host)));
        return new AddressPolicy(PUBLIC, access, AddressPolicyTest::resolve);
    }

    @ParameterizedTest
    @CsvSource({
        "inner.example, https://inner.example/x",
        "inner.example, https://inner.example:9000/x",
        "inner.example:9000, https://inner.example:9000/x",
        "inner.example:443, https://inner.example/x",
        "INNER.example., https://inner.example/x",
        "10.0.0.1:9000, https://10.0.0.1:9000/x",
        "localhost, https://localhost:5000/x",
        "169.254.169.254, https://169.254.169.254/x",
        "[fd00::1], https://[fd00:0:0:0:0:0:0:1]:9000/x",
        "[fd00::1]:9000, https://[fd00:0:0:0:0:0:0:1]:9000/x",
        "fd00::1, https://[fd00:0:0:0:0:0:0:1]/x",
    })
    void registryLeadsToWhatTheUserAllows(String host, URI address) throws RegistryException {
        AddressPolicy policy = allowing(host, false);
        assertEquals(address, policy.redirect(PUBLIC, address.toString()));
        assertEquals(address, policy.upload(PUBLIC, address.toString()));
        assertEquals(address, policy.tokenServer(address.toString(), "image", true));
    }

    @ParameterizedTest
    @CsvSource({
        "inner.example:9000, https://inner.example/x",
        "inner.example:9000, https://inner.example:9001/x",
        "inner.example, https://10.1.2.3/x",
        "10.1.2.3, https://inner.example/x",
        "example, https://inner.example/x",
        "nner.example, https://inner.example/x",
        "10.0.0.1, https://10.0.0.10/x",
        "localhost, https://127.0.0.1/x",
    })
    void allowedHostIsNoOther(String host, String address) {
        assertThrows(RegistryException.class, () -> allowing(host, true).redirect(PUBLIC, address));
    }

    @ParameterizedTest
    @CsvSource({"http://inner.example/x", "http://inner.example:9000/x", "http://inner.example:443/x"})
    void allowedHostIsNoReasonToLeaveTls(String address) throws RegistryException {
        AddressPolicy policy = allowing("inner.example", false);
        for (Step call : List.<Step>of(
                () -> policy.redirect(PUBLIC, address),
                () -> policy.upload(PUBLIC, address),
                () -> policy.tokenServer(address, "image", true))) {
            String message = assertThrows(RegistryException.class, call::run).getMessage();
            assertTrue(message.endsWith(" without TLS; --insecure allows it"), message);
        }
        assertEquals(URI.create(address), allowing("inner.example", true).upload(PUBLIC, address));
    }

    @ParameterizedTest
    @CsvSource({
        "https://inner.example/x, inner.example",
        "https://10.0.0.1:9000/x, 10.0.0.1:9000",
        "https://[fd00::1]:9000/x, [fd00:0:0:0:0:0:0:1]:9000"
    })
    void refusalNamesTheOptionThatAllowsIt(String address, String host) throws RegistryException {
        String message = assertThrows(
                        RegistryException.class,
                        () -> of(PUBLIC.toString(), false).redirect(PUBLIC, address))
                .getMessage();
        assertEquals(
                "public.example: redirects to " + host + ", an address of this machine or its network, but"
                        + " the registry is elsewhere; --allow-host " + host + " allows it",
                message);
        allowing(host, false).redirect(PUBLIC, address);
    }

    @ParameterizedTest
    @CsvSource({
        "https://public.example/, https://203.0.113.9/",
        "https://public.example/, https://172.15.0.1/",
        "https://public.example/, https://172.32.0.1/",
        "https://public.example/, https://100.128.0.1/",
        "https://public.example/, https://[2001:db8:0:0:0:0:0:1]/",
        "https://public.example/, https://unknown.example/",
        "https://public.example/, https://public.example:8443/",
        "https://inner.example/, https://192.168.0.1/",
        "https://inner.example/, https://inner.example:9000/",
        "https://inner.example/, https://public.example/",
        "http://localhost:5000/, http://127.0.0.1:9000/",
        "http://localhost:5000/, http://10.0.0.1:9000/",
        "https://169.254.1.1/, https://169.254.1.2/",
    })
    void registryLeadsToWhereItIsItself(URI registry, String address) throws RegistryException {
        assertEquals(URI.create(address), of(registry.toString(), false).upload(registry, address));
    }

    @ParameterizedTest
    @CsvSource({
        "https://inner.example/, https://127.0.0.1/",
        "https://inner.example/, https://169.254.169.254/",
        "http://localhost:5000/, http://169.254.169.254/",
        "https://both.example/, https://10.0.0.1/",
    })
    void registryInANetworkDoesNotLeadToWhatIsNarrower(URI registry, String address) {
        assertThrows(
                RegistryException.class, () -> of(registry.toString(), true).redirect(registry, address));
    }

    @ParameterizedTest
    @CsvSource({"http://public.example/x", "http://other.example/x", "http://public.example:443/x"})
    void stepFromTlsToPlainHttpIsRefused(String address) throws RegistryException {
        AddressPolicy policy = of(PUBLIC.toString(), false);
        for (Step call : List.<Step>of(
                () -> policy.redirect(PUBLIC, address),
                () -> policy.upload(PUBLIC, address),
                () -> policy.tokenServer(address, "image", false))) {
            String message = assertThrows(RegistryException.class, call::run).getMessage();
            assertTrue(message.endsWith(" without TLS; --insecure allows it"), message);
        }
        assertEquals(URI.create(address), of(PUBLIC.toString(), true).upload(PUBLIC, address));
    }

    @Test
    void passwordsOfAPlainRegistryGoNoFurtherWithoutTls() throws RegistryException {
        AddressPolicy policy = of("http://localhost:5000/v2/", false);
        policy.tokenServer("http://127.0.0.1:5001/token", "image", true);
        policy.tokenServer("http://localhost:5000/token", "image", true);
        policy.tokenServer("https://public.example/token", "image", true);
        policy.tokenServer("http://public.example/token", "image", false);
        String message = assertThrows(
                        RegistryException.class, () -> policy.tokenServer("http://public.example/token", "image", true))
                .getMessage();
        assertEquals(
                "image: its token server http://public.example is no address to send credentials to without TLS;"
                        + " --insecure allows it",
                message);
    }

    @Test
    void addressesAreShownWithoutTheirSecrets() {
        String message = assertThrows(
                        RegistryException.class,
                        () -> of(PUBLIC.toString(), false).upload(PUBLIC, "ftp://me:secret@store/x\u001b?sig=secret"))
                .getMessage();
        assertEquals(
                "public.example: gave a Location that is not an address, \"ftp://store/x\\x1b\": it has control characters",
                message);
    }

    @Test
    void namesBehindAProxyAreTheProxys() throws RegistryException {
        RegistryAccess access = RegistryAccess.ANONYMOUS.withProxies(
                Proxies.ofEnvironment(Map.of("HTTPS_PROXY", "http://proxy.example:3128")));
        AddressPolicy policy = new AddressPolicy(PUBLIC, access, AddressPolicyTest::resolve);
        assertEquals(URI.create("https://inner.example/"), policy.redirect(PUBLIC, "https://inner.example/"));
        assertThrows(RegistryException.class, () -> policy.redirect(PUBLIC, "https://10.0.0.1/"));
        assertThrows(RegistryException.class, () -> policy.redirect(PUBLIC, "https://metadata.google.internal/"));
    }

    @FunctionalInterface
    private interface Step {
        void run() throws RegistryException;
    }
}
