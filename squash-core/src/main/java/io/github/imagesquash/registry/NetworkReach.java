// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The network from which an address can be reached, the widest first. A server must not lead a client to an address in
 * a network where the server itself is not, because the server at that address may trust every client that can reach
 * it.
 */
enum NetworkReach {
    /** From anywhere. */
    PUBLIC,
    /** The networks of an organisation (RFC 1918, 4193 and 6598). */
    PRIVATE,
    /** Only this machine. */
    LOOPBACK,
    /**
     * Only the same link (RFC 3927 and 4291), which includes the services by which clouds give machines their secrets.
     */
    LINK_LOCAL;

    private static final Set<InetAddress> METADATA_ADDRESSES = Stream.of(
                    "fd00:ec2::254", "100.100.100.200", "192.0.0.192", "168.63.129.16")
            .map(InetAddress::ofLiteral)
            .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> METADATA_NAMES = Set.of(
            "metadata", "metadata.google.internal", "metadata.goog", "instance-data", "instance-data.ec2.internal");

    /** The narrowest reach of a host's addresses: for the target of a redirect, because any of them may be used. */
    static NetworkReach narrowest(String host, HostNames.Resolver resolver) {
        return METADATA_NAMES.contains(host)
                ? LINK_LOCAL
                : all(host, resolver).max(Comparator.naturalOrder()).orElse(PUBLIC);
    }

    /** The widest reach of a host's addresses: for the server that redirects, which must not gain by having several. */
    static NetworkReach widest(String host, HostNames.Resolver resolver) {
        return all(host, resolver).min(Comparator.naturalOrder()).orElse(PUBLIC);
    }

    private static Stream<NetworkReach> all(String host, HostNames.Resolver resolver) {
        return resolver.known(host).stream().map(NetworkReach::of);
    }

    static NetworkReach of(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet6Address && embedsAnother(bytes)) {
            return of(embedded(bytes));
        }
        if (METADATA_ADDRESSES.contains(address)
                || address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || bytes.length == 4 && (bytes[0] & 0xff) >= 240) {
            return LINK_LOCAL;
        }
        if (address.isLoopbackAddress() || address.isAnyLocalAddress() || bytes.length == 4 && bytes[0] == 0) {
            return LOOPBACK;
        }
        return isPrivate(address, bytes) ? PRIVATE : PUBLIC;
    }

    private static boolean isPrivate(InetAddress address, byte[] bytes) {
        boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
        boolean unique = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
        return address.isSiteLocalAddress() || shared || unique;
    }

    /** IPv4-compatible, 6to4 and NAT64 addresses; IPv4-mapped ones are never an {@link Inet6Address}. */
    private static boolean embedsAnother(byte[] bytes) {
        boolean compatible = isZero(bytes, 0, 12) && !isZero(bytes, 12, 15);
        boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
        boolean translated =
                bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b;
        return compatible || sixToFour || translated;
    }

    private static boolean isZero(byte[] bytes, int from, int to) {
        return Arrays.equals(bytes, from, to, new byte[to - from], 0, to - from);
    }

    private static InetAddress embedded(byte[] bytes) {
        int start = bytes[0] == 0x20 ? 2 : 12;
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, start, start + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    /** Whether a server of this reach may lead a client to one of another. */
    boolean mayLeadTo(NetworkReach other) {
        return other == PUBLIC || other == this || other == PRIVATE && this == LOOPBACK;
    }
}
