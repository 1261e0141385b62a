package io.github.imagesquash.registry;

import java.nio.file.Path;
import java.util.List;

/**
 * How registries are reached.
 *
 * @param insecure accepts any certificate, and plain HTTP where a registry does not speak TLS
 * @param certificates PEM files of authorities to trust besides the system's
 * @param credentials the files with credentials, the first that has some for a registry counts
 * @param retries what is done when a registry is busy or the connection breaks
 */
public record RegistryAccess(boolean insecure, List<Path> certificates, CredentialFiles credentials, Retries retries) {
    /** Without credentials and with certificates verified. */
    public static final RegistryAccess ANONYMOUS =
            new RegistryAccess(false, List.of(), CredentialFiles.NONE, Retries.STANDARD);

    public RegistryAccess {
        certificates = List.copyOf(certificates);
    }

    /** This access with other credentials. */
    public RegistryAccess withCredentials(CredentialFiles credentials) {
        return new RegistryAccess(insecure, certificates, credentials, retries);
    }

    /** This access, insecure or not. */
    public RegistryAccess withInsecure(boolean insecure) {
        return new RegistryAccess(insecure, certificates, credentials, retries);
    }

    /** This access with other authorities. */
    public RegistryAccess withCertificates(List<Path> certificates) {
        return new RegistryAccess(insecure, certificates, credentials, retries);
    }

    /** This access with other patience. */
    public RegistryAccess withRetries(Retries retries) {
        return new RegistryAccess(insecure, certificates, credentials, retries);
    }
}
