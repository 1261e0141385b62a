// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import java.nio.file.Path;
import java.util.List;

/**
 * Certificates for one registry.
 *
 * @param authorities PEM files of authorities to trust
 * @param clients certificates to present if it asks for one
 */
record HostCertificates(List<Path> authorities, List<Client> clients) {
    static final HostCertificates NONE = new HostCertificates(List.of(), List.of());

    HostCertificates {
        authorities = List.copyOf(authorities);
        clients = List.copyOf(clients);
    }

    /**
     * A certificate and its key, as PEM files.
     *
     * @param certificate the certificate, followed by its chain
     * @param key the key, not encrypted
     */
    record Client(Path certificate, Path key) {}
}
