// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A proxy for HTTP, which also tunnels TLS.
 *
 * @param host its name
 * @param port its port
 * @param authorization the header value for each request; empty for none
 */
record ProxyAddress(String host, int port, String authorization) {
    private static final int DEFAULT_PORT = 80;
    private static final int MOST_PORT = 65_535;

    ProxyAddress {
        if (port < 1 || port > MOST_PORT) {
            throw new IllegalArgumentException("a port is between 1 and " + MOST_PORT);
        }
    }

    /**
     * Parses {@code [http://][user:password@]host[:port][/]}.
     *
     * @throws IllegalArgumentException if it is another kind of proxy
     */
    static ProxyAddress parse(String text) {
        URI uri = URI.create(text.contains("://") ? text : "http://" + text);
        if (!"http".equals(uri.getScheme())) {
            throw new IllegalArgumentException("a proxy needs an address with http://, not " + uri.getScheme() + "://");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("does not name a host");
        }
        String user = uri.getRawUserInfo();
        return new ProxyAddress(
                uri.getHost(), uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(), user == null ? "" : basic(user));
    }

    private static String basic(String user) {
        // A plus is not a space in this part of an address.
        String pair = URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8);
        String both = pair.contains(":") ? pair : pair + ":";
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    ProxySelector selector() {
        return ProxySelector.of(InetSocketAddress.createUnresolved(host, port));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "proxy " + host + ":" + port;
    }
}
