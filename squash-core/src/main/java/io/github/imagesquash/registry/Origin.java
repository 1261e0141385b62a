// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import java.net.URI;
import java.util.Optional;

/**
 * A server as the web identifies it (RFC 6454): credentials for one are not for another.
 *
 * @param scheme {@code http} or {@code https}, in lower case
 * @param host the host in lower case, without a trailing dot
 * @param port the port of the connection, even if the address omits it
 */
record Origin(String scheme, String host, int port) {
    private static final int MOST_PORT = 65_535;

    /**
     * The server of an address.
     *
     * @throws IllegalArgumentException if the server cannot be used; the message gives the reason and repeats nothing
     *     of the address
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
