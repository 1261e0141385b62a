// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A certificate authority of a test, whose certificate is {@code ca.pem}. Nobody else trusts it. */
final class CertificateAuthority {
    private final Path directory;

    private CertificateAuthority(Path directory) {
        this.directory = directory;
    }

    /** A new one, with its files in a directory; without the program {@code openssl} the test is skipped. */
    static CertificateAuthority in(Path directory) throws IOException {
        Needs.program("openssl", "openssl");
        CertificateAuthority authority = new CertificateAuthority(directory);
        Files.writeString(directory.resolve("names"), "subjectAltName=DNS:localhost,DNS:reg.test,IP:127.0.0.1\n");
        authority.openssl(
                "req -x509 -newkey rsa:2048 -nodes -days 2 -keyout ca.key -out ca.pem -subj /CN=squash-it-authority");
        return authority;
    }

    /** Makes {@code <who>.pem} and {@code <who>.key}, for localhost, reg.test and their clients. */
    CertificateAuthority sign(String who) throws IOException {
        openssl("req -newkey rsa:2048 -nodes -keyout %1$s.key -out %1$s.csr -subj /CN=localhost".formatted(who));
        openssl("x509 -req -in %1$s.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile names -out %1$s.pem"
                .formatted(who));
        return this;
    }

    /** The three files of a client in a directory, with the names that {@code DOCKER_CERT_PATH} wants. */
    Path giveTo(String who, Path client) throws IOException {
        Files.createDirectories(client);
        Files.copy(directory.resolve("ca.pem"), client.resolve("ca.pem"));
        Files.copy(directory.resolve(who + ".pem"), client.resolve("cert.pem"));
        Files.copy(directory.resolve(who + ".key"), client.resolve("key.pem"));
        return client;
    }

    private void openssl(String arguments) throws IOException {
        Program.of(List.of("openssl"), arguments.split(" ")).in(directory).output();
    }
}
