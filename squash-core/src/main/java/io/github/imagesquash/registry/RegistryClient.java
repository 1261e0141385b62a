package io.github.imagesquash.registry;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** A client of any number of registries, each of which is asked who it is when it is first needed. */
public final class RegistryClient implements AutoCloseable {
    private final RegistryAccess access;
    private final Http http;
    private final Map<Repository, Session> sessions = new HashMap<>();

    /**
     * Begins without any connection.
     *
     * @throws IOException if a certificate that is to be trusted cannot be read
     */
    public RegistryClient(RegistryAccess access) throws IOException {
        this.access = access;
        this.http = new Http(access);
    }

    /**
     * An image that may be read.
     *
     * @throws IOException if the registry cannot be reached, or is none
     */
    public RemoteImage pull(ImageAddress address) throws IOException {
        return new RemoteImage(session(address), address, Scope.pull(address.repository()));
    }

    /**
     * An image that may be read and written.
     *
     * @throws IOException if the registry cannot be reached, or is none
     */
    public RemoteImage push(ImageAddress address) throws IOException {
        return new RemoteImage(session(address), address, Scope.push(address.repository()));
    }

    private synchronized Session session(ImageAddress address) throws IOException {
        Session known = sessions.get(address.repository());
        if (known != null) {
            return known;
        }
        Session session = new Session(address, access, http);
        sessions.put(address.repository(), session);
        return session;
    }

    /** Ends all connections, whatever goes on on them. */
    @Override
    public void close() {
        http.close();
    }
}
