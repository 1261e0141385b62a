// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Host names as in addresses: {@code [::1]} has its brackets. */
final class HostNames {
    private static final String LOCALHOST = "localhost";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]*");

    private HostNames() {}

    /** Finds the addresses of a host. */
    @FunctionalInterface
    interface Resolver {
        /** The system's. */
        Resolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

        /** All addresses, at least one. */
        List<InetAddress> resolve(String host) throws UnknownHostException;

        /** All addresses; none if there is no such host. */
        default List<InetAddress> known(String host) {
            Optional<InetAddress> number =
                    host.equals(LOCALHOST) ? Optional.of(InetAddress.getLoopbackAddress()) : literal(host);
            if (number.isPresent()) {
                return List.of(number.get());
            }
            try {
                return resolve(host);
            } catch (UnknownHostException _) {
                return List.of();
            }
        }
    }

    /**
     * The one spelling of a name that has several: lower case, no dot at the end, addresses in their usual form.
     *
     * @throws IllegalArgumentException if letters of other scripts make no name
     */
    static String canonical(String host) {
        if (host.startsWith("[")) {
            return literal(lower(host)).map(HostNames::bracketed).orElse(lower(host));
        }
        String ascii = host.chars().allMatch(c -> c < 0x80) ? host : mapped(host);
        // Two at the end stay, so that it is no name.
        boolean dotted = ascii.endsWith(".") && !ascii.endsWith("..");
        return lower(dotted ? ascii.substring(0, ascii.length() - 1) : ascii);
    }

    /** Other scripts have dots of their own; their slashes, colons and brackets must not become parts of an address. */
    private static String mapped(String host) {
        String ascii = IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
        if (!NAME.matcher(ascii).matches()) {
            throw new IllegalArgumentException("it has no valid host name");
        }
        return ascii;
    }

    private static String bracketed(InetAddress address) {
        String text = address.getHostAddress();
        return text.contains(":") ? "[" + text + "]" : text;
    }

    /** The address, if the host is a literal address; empty if it has to be looked up. */
    static Optional<InetAddress> literal(String host) {
        boolean brackets = host.startsWith("[") && host.endsWith("]");
        try {
            return Optional.of(InetAddress.ofLiteral(brackets ? host.substring(1, host.length() - 1) : host));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /**
     * Whether a name means this machine: {@code localhost} and addresses of the loopback network do. A name below
     * {@code localhost} does unless it resolves to something else, which not every system prevents.
     */
    static boolean isThisMachine(String host) {
        String name = canonical(host);
        return name.equals(LOCALHOST)
                || literal(name).filter(InetAddress::isLoopbackAddress).isPresent()
                || name.endsWith("." + LOCALHOST)
                        && Resolver.SYSTEM.known(name).stream().allMatch(InetAddress::isLoopbackAddress);
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
