// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import io.github.imagesquash.message.Printable;
import java.net.URI;
import java.util.List;

/**
 * Decides for one registry which requests may go to which address. All addresses that a server names (redirects,
 * uploads, token servers) pass through here; no other code resolves an address that comes from a server.
 */
final class AddressPolicy {
    private final Origin registry;
    private final boolean insecure;
    private final Proxies proxies;
    private final List<AllowedHost> allowed;
    private final HostNames.Resolver resolver;
    private final NetworkReach reach;

    /** @param base the registry's own address */
    AddressPolicy(URI base, RegistryAccess access) {
        this(base, access, HostNames.Resolver.SYSTEM);
    }

    AddressPolicy(URI base, RegistryAccess access, HostNames.Resolver resolver) {
        this.registry = Origin.of(base);
        this.insecure = access.insecure();
        this.proxies = access.proxies();
        this.allowed = access.allowed();
        this.resolver = resolver;
        // Looked up once: a name that resolves to another address later gains nothing.
        this.reach = NetworkReach.widest(registry.host(), resolverFor(base));
    }

    /** Whether an address is the registry's own, so that it may get credentials and delete requests. */
    boolean isOwn(URI address) {
        return Origin.of(address).equals(registry);
    }

    /** The target of a redirect. */
    URI redirect(URI from, String location) throws RegistryException {
        return follow(from, location, "redirects");
    }

    /** The address where an upload continues. */
    URI upload(URI from, String location) throws RegistryException {
        return follow(from, location, "sends uploads");
    }

    private URI follow(URI from, String text, String what) throws RegistryException {
        String where = Origin.of(from).authority();
        URI target;
        try {
            target = Location.resolve(from, text);
        } catch (IllegalArgumentException e) {
            throw new RegistryException(
                    where, "gave a Location that is not an address, \"" + shown(text) + "\": " + e.getMessage(), e);
        }
        require(from, target, where, what);
        return target;
    }

    /**
     * The address for token requests.
     *
     * @param realm as the registry's challenge names it
     * @param where the beginning of messages
     * @param secret whether credentials go there
     */
    URI tokenServer(String realm, String where, boolean secret) throws RegistryException {
        try {
            URI base = URI.create(registry + "/v2/");
            URI target = Location.resolve(base, realm);
            require(base, target, where, "sends for tokens");
            if (secret && !isConfidential(target)) {
                throw new RegistryException(
                        where,
                        "its token server " + Origin.of(target)
                                + " is no address to send credentials to without TLS; --insecure allows it");
            }
            return target;
        } catch (IllegalArgumentException e) {
            throw new RegistryException(
                    where,
                    "its token server \"" + shown(realm) + "\" is not an address to send credentials to: "
                            + e.getMessage(),
                    e);
        }
    }

    private boolean isConfidential(URI target) {
        Origin origin = Origin.of(target);
        return insecure || origin.isSecure() || origin.equals(registry) || HostNames.isThisMachine(origin.host());
    }

    private void require(URI from, URI target, String where, String what) throws RegistryException {
        Origin origin = Origin.of(target);
        if (Origin.of(from).isSecure() && !origin.isSecure() && !insecure) {
            throw new RegistryException(
                    where, what + " to " + origin.authority() + " without TLS; --insecure allows it");
        }
        if (!mayBeLedTo(origin, target)) {
            throw new RegistryException(
                    where,
                    what + " to " + origin.authority()
                            + ", an address of this machine or its network, but the registry is elsewhere; "
                            + "--allow-host " + origin.authority() + " allows it");
        }
    }

    private boolean mayBeLedTo(Origin origin, URI target) {
        return origin.host().equals(registry.host())
                || allowed.stream().anyMatch(host -> host.covers(origin))
                || reach.mayLeadTo(NetworkReach.narrowest(origin.host(), resolverFor(target)));
    }

    /** A proxy looks names up itself; this machine may not know them. */
    private HostNames.Resolver resolverFor(URI server) {
        return proxies.of(server).isPresent() ? _ -> List.of() : resolver;
    }

    /** Without parts that may be secret: the user and the query. */
    private static String shown(String address) {
        return Printable.of(address.replaceFirst("(?s)[?#].*", "").replaceFirst("//[^/]*@", "//"));
    }
}
