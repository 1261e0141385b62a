// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import java.nio.file.Path;
import java.util.List;

/**
 * How registries are reached.
 *
 * @param insecure accepts any certificate, and plain HTTP if a registry does not use TLS
 * @param certificates PEM files of authorities to trust besides the system's
 * @param directories more certificates, for some registries
 * @param credentials the files with credentials; the first one with credentials for a registry counts
 * @param proxies the proxies
 * @param allowed servers of this machine or its network that any registry may lead to
 * @param retries the retries if a registry is busy or the connection breaks
 * @param budget how many requests each registry gets at most
 */
public record RegistryAccess(
        boolean insecure,
        List<Path> certificates,
        CertificateDirectories directories,
        CredentialFiles credentials,
        Proxies proxies,
        List<AllowedHost> allowed,
        Retries retries,
        RequestBudget budget) {
    /** Directly, without credentials, and with certificates verified by the system's authorities. */
    public static final RegistryAccess ANONYMOUS = new RegistryAccess(
            false,
            List.of(),
            CertificateDirectories.NONE,
            CredentialFiles.NONE,
            Proxies.NONE,
            List.of(),
            Retries.STANDARD,
            RequestBudget.UNLIMITED);

    public RegistryAccess {
        certificates = List.copyOf(certificates);
        allowed = List.copyOf(allowed);
    }

    /** This access with other credentials. */
    public RegistryAccess withCredentials(CredentialFiles credentials) {
        return new RegistryAccess(insecure, certificates, directories, credentials, proxies, allowed, retries, budget);
    }

    /** This access, insecure or not. */
    public RegistryAccess withInsecure(boolean insecure) {
        return new RegistryAccess(insecure, certificates, directories, credentials, proxies, allowed, retries, budget);
    }

    /** This access with other authorities. */
    public RegistryAccess withCertificates(List<Path> certificates) {
        return new RegistryAccess(insecure, certificates, directories, credentials, proxies, allowed, retries, budget);
    }

    /** This access with certificates from other directories. */
    public RegistryAccess withDirectories(CertificateDirectories directories) {
        return new RegistryAccess(insecure, certificates, directories, credentials, proxies, allowed, retries, budget);
    }

    /** This access through other proxies. */
    public RegistryAccess withProxies(Proxies proxies) {
        return new RegistryAccess(insecure, certificates, directories, credentials, proxies, allowed, retries, budget);
    }

    /** This access with other servers that any registry may lead to. */
    public RegistryAccess withAllowed(List<AllowedHost> allowed) {
        return new RegistryAccess(insecure, certificates, directories, credentials, proxies, allowed, retries, budget);
    }

    /** This access with other retries. */
    public RegistryAccess withRetries(Retries retries) {
        return new RegistryAccess(insecure, certificates, directories, credentials, proxies, allowed, retries, budget);
    }

    /** This access with a limit for requests. */
    public RegistryAccess withBudget(RequestBudget budget) {
        return new RegistryAccess(insecure, certificates, directories, credentials, proxies, allowed, retries, budget);
    }
}
