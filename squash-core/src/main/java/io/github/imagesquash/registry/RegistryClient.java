// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** A client of any number of registries. Each is contacted when it is first needed. */
public final class RegistryClient implements AutoCloseable {
    private final RegistryAccess access;
    private final Map<String, Http> connections = new HashMap<>();
    private final Map<Repository, Session> sessions = new HashMap<>();

    /** Begins without any connection. */
    public RegistryClient(RegistryAccess access) {
        this.access = access;
    }

    /**
     * An image that may be read.
     *
     * @throws IOException if the registry cannot be reached, if the server is not a registry, or if a certificate for
     *     it cannot be read
     */
    public RemoteImage pull(ImageAddress address) throws IOException {
        return new RemoteImage(session(address), address, Scope.pull(address.repository()));
    }

    /**
     * An image that may be read and written.
     *
     * @throws IOException if the registry cannot be reached, if the server is not a registry, or if a certificate for
     *     it cannot be read
     */
    public RemoteImage push(ImageAddress address) throws IOException {
        return new RemoteImage(session(address), address, Scope.push(address.repository()));
    }

    private synchronized Session session(ImageAddress address) throws IOException {
        Session known = sessions.get(address.repository());
        if (known != null) {
            return known;
        }
        Session session = new Session(address, access, http(address.repository().domain()));
        sessions.put(address.repository(), session);
        return session;
    }

    /** Each registry has its own HTTP client, because each may have its own certificates. */
    private Http http(String domain) throws IOException {
        Http known = connections.get(domain);
        if (known != null) {
            return known;
        }
        Http http = new Http(access, domain);
        connections.put(domain, http);
        return http;
    }

    /** Ends all connections, including active ones. */
    @Override
    public synchronized void close() {
        connections.values().forEach(Http::close);
    }
}
