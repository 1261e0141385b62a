// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.Index;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /**
     * The manifests of a repository whose subject is a given one.
     *
     * @return empty if the registry has no such lists
     * @throws IOException if the registry cannot be reached
     */
    public Optional<Index> referrers(ImageAddress address, Digest subject) throws IOException {
        return new Referrers(session(address), address).to(subject);
    }

    /**
     * The repositories of a registry, as its catalog lists them.
     *
     * @param domain the registry as in image names
     * @throws RegistryException if the registry has no catalog, as Docker Hub, or does not show it
     */
    public List<Repository> repositories(String domain) throws IOException {
        // Only its registry counts.
        ImageAddress any = new ImageAddress(new Repository(domain, "catalog"), "latest");
        NameList list = new NameList(
                session(any), ImageAddress.TRANSPORT + domain + ": the list of repositories", Scope.CATALOG);
        return list.read("_catalog?n=" + NameList.PAGE, "repositories").stream()
                .map(path -> new Repository(domain, path))
                .toList();
    }

    /**
     * The tags of a repository; none if there is no such repository.
     *
     * @throws RegistryException if access is denied
     */
    public List<String> tags(Repository repository) throws IOException {
        Session session = session(new ImageAddress(repository, "latest"));
        NameList list = new NameList(
                session, ImageAddress.TRANSPORT + repository + ": the list of tags", Scope.pull(repository));
        return list.readIfPresent(repository.path() + "/tags/list?n=" + NameList.PAGE, "tags");
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
