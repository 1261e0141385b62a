// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import io.github.imagesquash.oci.SmallFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/** The certificates to trust. */
final class Trust {
    private Trust() {}

    /**
     * A context for one registry, with the system's authorities and the user's, or without any check; and with the
     * certificates to present if the registry asks for one.
     */
    static SSLContext context(RegistryAccess access, String domain) throws IOException {
        HostCertificates own = access.directories().of(domain);
        List<Path> authorities = Stream.of(access.certificates(), own.authorities())
                .flatMap(List::stream)
                .toList();
        try {
            if (!access.insecure() && authorities.isEmpty() && own.clients().isEmpty()) {
                return SSLContext.getDefault();
            }
            SSLContext context = SSLContext.getInstance("TLS");
            TrustManager[] trust = access.insecure()
                    ? new TrustManager[] {new Anyone()}
                    : withMore(authorities).getTrustManagers();
            context.init(shown(own.clients()), trust, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be used: " + e.getMessage(), e);
        }
    }

    private static KeyManager[] shown(List<HostCertificates.Client> clients)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (HostCertificates.Client client : clients) {
            Certificate[] chain = read(client.certificate()).toArray(Certificate[]::new);
            if (chain.length == 0) {
                throw new RegistryException(client.certificate().toString(), "has no certificate in PEM form");
            }
            PrivateKey key =
                    PrivateKeys.read(client.key(), chain[0].getPublicKey().getAlgorithm());
            store.setKeyEntry(client.certificate().toString(), key, new char[0], chain);
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    private static TrustManagerFactory withMore(List<Path> files) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int count = 0;
        for (X509Certificate authority : systemAuthorities()) {
            store.setCertificateEntry("system-" + count++, authority);
        }
        for (Path file : files) {
            for (Certificate authority : read(file)) {
                store.setCertificateEntry("more-" + count++, authority);
            }
        }
        return factory(store);
    }

    private static List<X509Certificate> systemAuthorities() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        // This parameter means the default; there is no other way.
        factory.init((KeyStore) null);
        return Stream.of(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .flatMap(manager -> Stream.of(((X509TrustManager) manager).getAcceptedIssuers()))
                .toList();
    }

    private static TrustManagerFactory factory(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static Collection<? extends Certificate> read(Path file) throws IOException {
        try (InputStream in = new ByteArrayInputStream(SmallFile.read(file))) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        } catch (GeneralSecurityException e) {
            throw new RegistryException(file.toString(), "not a certificate in PEM form: " + e.getMessage(), e);
        }
    }

    /**
     * Trusts every certificate. It is an extended trust manager, because for others the runtime still compares the host
     * name.
     */
    private static final class Anyone extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
