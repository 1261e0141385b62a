// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagesquash.fixture.FakeRegistry;
import io.github.imagesquash.fixture.QuickRetries;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.MediaType;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;

/** What tests of pulling have in common: a registry with one blob, and a client. */
abstract class PullTests {
    static final Retries QUICK = QuickRetries.of(3);
    static final String BLOBS = ".*/blobs/.*";

    final byte[] content = new byte[100_000];
    FakeRegistry registry;
    RegistryClient client;
    Descriptor descriptor;

    @BeforeEach
    void open() throws IOException {
        new Random(1).nextBytes(content);
        registry = FakeRegistry.open().holdBlob("app", content);
        client = new RegistryClient(RegistryAccess.ANONYMOUS.withRetries(QUICK));
        descriptor = new Descriptor(MediaType.NONE, Digest.sha256Of(content), content.length);
    }

    @AfterEach
    void close() {
        client.close();
        registry.close();
    }

    RemoteImage image() throws IOException {
        return client.pull(ImageAddress.parse(registry.name("app:1")));
    }

    byte[] blob() throws IOException {
        return image().blob(descriptor).stream().readAllBytes();
    }

    byte[] blob(Retries retries) throws IOException {
        try (RegistryClient other = new RegistryClient(RegistryAccess.ANONYMOUS.withRetries(retries))) {
            RemoteImage image = other.pull(ImageAddress.parse(registry.name("app:1")));
            return image.blob(descriptor).stream().readAllBytes();
        }
    }

    String failure(Executable pull) {
        return assertThrows(IOException.class, pull).getMessage();
    }
}
