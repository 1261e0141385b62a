// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which servers are reached through a proxy, by the variables that Docker, podman and skopeo use, interpreted as in Go.
 * This machine is never reached through a proxy.
 */
public final class Proxies {
    /** No proxy for anything. */
    public static final Proxies NONE = new Proxies(Map.of(), List.of());

    private final Map<String, ProxyAddress> byScheme;
    private final List<ProxyExemption> exemptions;

    private Proxies(Map<String, ProxyAddress> byScheme, List<ProxyExemption> exemptions) {
        this.byScheme = Map.copyOf(byScheme);
        this.exemptions = List.copyOf(exemptions);
    }

    /**
     * The proxies of {@code HTTPS_PROXY} and {@code HTTP_PROXY}, except for the servers in {@code NO_PROXY}. A variable
     * in lower case counts if the one in upper case is not set.
     *
     * @param environment the process's variables
     * @throws IllegalArgumentException if one of them is not the address of a proxy; the message names it, without the
     *     password
     */
    public static Proxies ofEnvironment(Map<String, String> environment) {
        Map<String, ProxyAddress> byScheme = new HashMap<>();
        for (String scheme : List.of("https", "http")) {
            String variable = scheme.toUpperCase(Locale.ROOT) + "_PROXY";
            value(environment, variable).ifPresent(text -> byScheme.put(scheme, address(variable, text)));
        }
        List<ProxyExemption> exemptions = Stream.of(
                        value(environment, "NO_PROXY").orElse("").split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(ProxyExemption::parse)
                .toList();
        return new Proxies(byScheme, exemptions);
    }

    private static Optional<String> value(Map<String, String> environment, String variable) {
        return Stream.of(variable, variable.toLowerCase(Locale.ROOT))
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private static ProxyAddress address(String variable, String text) {
        try {
            return ProxyAddress.parse(text);
        } catch (IllegalArgumentException e) {
            String shown = text.replaceFirst("//[^/]*@", "//…@");
            String said = String.valueOf(e.getMessage());
            String why = said.contains(text) ? "no address" : said;
            throw new IllegalArgumentException(variable + ": \"" + shown + "\": " + why, e);
        }
    }

    /** The proxy for a server; empty if it is reached directly. */
    Optional<ProxyAddress> of(URI server) {
        String host = server.getHost();
        boolean direct = host == null
                || HostNames.isThisMachine(host)
                || exemptions.stream().anyMatch(exemption -> exemption.covers(host, port(server)));
        return direct ? Optional.empty() : Optional.ofNullable(byScheme.get(server.getScheme()));
    }

    private static int port(URI server) {
        return server.getPort() >= 0 ? server.getPort() : server.getScheme().equals("https") ? 443 : 80;
    }
}
