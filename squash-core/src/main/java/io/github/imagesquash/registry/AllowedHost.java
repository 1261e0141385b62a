// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import java.net.URI;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server on this machine or its network that any registry may lead to, because the user allows it. This does not
 * allow plain HTTP.
 *
 * @param host the host in canonical spelling, as in addresses
 * @param port the only port; empty for all ports of the host
 */
public record AllowedHost(String host, OptionalInt port) {
    private static final Pattern FORM =
            Pattern.compile("(?<host>\\[[^\\[\\]]+]|[^\\[\\]:/?#@\\s]+)(?::(?<port>\\d{1,9}))?");

    /**
     * Reads {@code HOST} or {@code HOST:PORT}. Names are compared as written: a name covers neither names below it nor
     * its addresses.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static AllowedHost parse(String text) {
        // An IPv6 address needs no brackets if nothing follows it.
        String server = text.matches("[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*") ? "[" + text + "]" : text;
        Matcher form = FORM.matcher(server);
        if (!form.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is neither HOST nor HOST:PORT");
        }
        String port = form.group("port") == null ? "" : form.group("port");
        try {
            String host = HostNames.canonical(form.group("host"));
            Origin origin = Origin.of(URI.create("https://" + host + (port.isEmpty() ? "" : ":" + port)));
            return new AllowedHost(origin.host(), port.isEmpty() ? OptionalInt.empty() : OptionalInt.of(origin.port()));
        } catch (IllegalArgumentException e) {
            String said = String.valueOf(e.getMessage());
            String reason = said.startsWith("a port") ? said : "it has no valid host name";
            throw new IllegalArgumentException("\"" + text + "\" is not a server: " + reason, e);
        }
    }

    boolean covers(Origin origin) {
        return host.equals(origin.host()) && (port.isEmpty() || port.getAsInt() == origin.port());
    }
}
