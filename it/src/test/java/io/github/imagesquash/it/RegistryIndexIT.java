// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.Squashing;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.registry.ImageAddress;
import io.github.imagesquash.report.IndexReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All platforms of an index from and to Debian's registry server, with skopeo on the other side. */
class RegistryIndexIT {
    @Test
    void indexThatSkopeoPushedIsSquashedToOneThatItPulls(@TempDir Path directory) throws IOException {
        byte[] archive = ArchiveDialect.BUILDX_OCI
                .members(
                        image("app:1")
                                .layer(layer().file("f", "a"))
                                .layer(layer().whiteout("f").file("g", "a"))
                                .index(index -> index.putObject("annotations").put("com.example.note", "kept")),
                        image("app:1")
                                .platform("linux", "arm64")
                                .layer(layer().file("f", "b"))
                                .layer(layer().file("g", "b"))
                                .listed(descriptor ->
                                        descriptor.withObject("/platform").put("variant", "v8")))
                .toBytes();
        Path old = Files.write(directory.resolve("old.tar"), archive);
        try (RegistryServer server = RegistryServer.open(Files.createDirectory(directory.resolve("registry")))) {
            server.takeAll("oci-archive:" + old, "app:1");
            IndexReport report = squashAll(server);
            byte[] index = server.manifest("app:small").orElseThrow();
            assertEquals(report.descriptor().digest(), Digest.sha256Of(index));
            assertEquals(2, report.images().size());
            String text = new String(index, StandardCharsets.UTF_8);
            assertTrue(text.contains("\"com.example.note\":\"kept\"") && text.contains("\"variant\":\"v8\""), text);
            assertSkopeoPulls(server, directory.resolve("copy"), report);
        }
    }

    private static IndexReport squashAll(RegistryServer server) throws IOException {
        List<ImageAddress> targets = List.of(server.address("app:small"), server.address("other/app:small"));
        return Squashing.runAll(
                SquashRequest.of(
                        new Source.Registry(server.address("app:1"), server.access()),
                        new Destination.Registry(targets, server.access())),
                ProgressListener.NONE);
    }

    private static void assertSkopeoPulls(RegistryServer server, Path copy, IndexReport report) throws IOException {
        server.giveAll("other/app:small", "oci:" + copy + ":1");
        Path blobs = copy.resolve("blobs/sha256");
        assertTrue(Files.exists(blobs.resolve(report.descriptor().digest().hex())));
        report.images()
                .forEach(image -> assertTrue(Files.exists(blobs.resolve(
                        image.after().manifestDigest().orElseThrow().substring(7)))));
        // The index, and of each platform the manifest, the config and the layer.
        assertEquals(7, FaultScene.names(blobs).size());
    }
}
