// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import java.net.URI;
import java.util.Optional;

/**
 * A server as the web tells servers apart (RFC 6454): credentials for one are for no other.
 *
 * @param scheme {@code http} or {@code https}, in lower case
 * @param host in lower case and without a dot at its end
 * @param port the one that is connected to, also where the address leaves it out
 */
record Origin(String scheme, String host, int port) {
    private static final int MOST_PORT = 65_535;

    /**
     * The server that an address is on.
     *
     * @throws IllegalArgumentException if it is on none that can be talked to; the message says why and repeats nothing of it
     */
    static Origin of(URI address) {
        String scheme = HostNames.lower(Optional.ofNullable(address.getScheme()).orElse(""));
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("it is neither http: nor https:");
        }
        String host = Optional.ofNullable(address.getHost())
                .orElseThrow(() -> new IllegalArgumentException("it has no valid host name"));
        int port = address.getPort() < 0 ? defaultPort(scheme) : address.getPort();
        if (port == 0 || port > MOST_PORT) {
            throw new IllegalArgumentException("a port is between 1 and " + MOST_PORT);
        }
        return new Origin(scheme, HostNames.canonical(host), port);
    }

    boolean isSecure() {
        return scheme.equals("https");
    }

    /** The host, and the port if it is not the scheme's. */
    String authority() {
        return port == defaultPort(scheme) ? host : host + ":" + port;
    }

    private static int defaultPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    @Override
    public String toString() {
        return scheme + "://" + authority();
    }
}
