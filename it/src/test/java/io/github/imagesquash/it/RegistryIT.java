// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.registry.CredentialFiles;
import io.github.imagesquash.registry.ImageAddress;
import io.github.imagesquash.registry.RegistryAccess;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Squash against the registry server that most registries are made of, with skopeo on the other side. */
class RegistryIT {
    private static final int RANDOM_BYTES = 6 << 20;

    @TempDir
    Path directory;

    private Path old;

    @BeforeEach
    void writeImage() throws IOException {
        byte[] random = new byte[RANDOM_BYTES];
        new Random(1).nextBytes(random);
        ImageBuilder image = ImageBuilder.image("localhost/squash-it-registry:1")
                .layer(layer().dir("etc/").file("etc/a", "A").file("etc/b", "B").hardLink("etc/c", "etc/b"))
                .layer(layer().dir("srv/").file("srv/random", random))
                .layer(layer().whiteout("etc/b")
                        .file("etc/setuid", "S")
                        .mode(04755)
                        .owner(5, 6));
        old = ArchiveDialect.DOCKER_LEGACY.write(image, directory);
    }

    private RegistryServer server() throws IOException {
        return RegistryServer.open(Files.createDirectory(directory.resolve("registry")));
    }

    private RegistryServer securedServer() throws IOException {
        return RegistryServer.secured(Files.createDirectory(directory.resolve("registry")));
    }

    private static SquashReport squash(RegistryServer server, RegistryAccess access, Compression compression)
            throws IOException {
        return Squasher.run(request(server.address("app:1"), server.address("app:small"), access)
                .withEncoding(Squasher.encoding(compression)));
    }

    private static SquashRequest request(ImageAddress from, ImageAddress to, RegistryAccess access) {
        return SquashRequest.of(new Source.Registry(from, access), new Destination.Registry(List.of(to), access));
    }

    /** The same address through something that listens on another port. */
    private static ImageAddress through(int port, String name) {
        return ImageAddress.parse("localhost:" + port + "/" + name);
    }

    private FileListing unpacked(String image, String name) throws IOException {
        Needs.program("umoci", "umoci");
        Needs.program("getfattr", "attr");
        Needs.root();
        Path layout = directory.resolve(name + "-layout");
        Path bundle = directory.resolve(name + "-bundle");
        Program.of("skopeo", "copy", "--quiet", "--src-tls-verify=false", image, "oci:" + layout + ":it")
                .output();
        Program.of("umoci", "unpack", "--image", layout + ":it", bundle.toString())
                .output();
        return FileLister.list(bundle.resolve("rootfs"));
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void whatSkopeoPushedIsSquashedToWhatSkopeoPulls(Compression compression) throws IOException {
        try (RegistryServer server = server()) {
            server.take("docker-archive:" + old, "app:1");
            SquashReport report = squash(server, server.access(), compression);
            server.give("app:small", "dir:" + directory.resolve("copy"));
            Path manifest = directory.resolve("copy/manifest.json");
            String digest =
                    new String(Program.of("sha256sum", manifest.toString()).output(), 0, 64, StandardCharsets.UTF_8);
            assertEquals(report.after().manifestDigest().orElseThrow(), "sha256:" + digest);
        }
    }

    @Test
    void treeIsTheSame() throws IOException {
        try (RegistryServer server = server()) {
            server.take("docker-archive:" + old, "app:1");
            squash(server, server.access(), Compression.GZIP);
            unpacked("docker-archive:" + old, "old")
                    .assertSame(unpacked("docker://" + server.name("app:small"), "new"));
        }
    }

    @Test
    void skopeoInspectsOneLayer() throws IOException {
        try (RegistryServer server = server()) {
            server.take("docker-archive:" + old, "app:1");
            squash(server, server.access(), Compression.ZSTD);
            String layers = new String(
                    Program.of(
                                    "skopeo",
                                    "inspect",
                                    "--tls-verify=false",
                                    "--format={{len .Layers}}",
                                    "docker://" + server.name("app:small"))
                            .output(),
                    StandardCharsets.UTF_8);
            assertEquals("1", layers.strip());
        }
    }

    @Test
    void passwordAndCertificateAreUsed() throws IOException {
        try (RegistryServer server = securedServer()) {
            server.take("docker-archive:" + old, "app:1");
            squash(server, server.access(), Compression.GZIP);
            server.give("app:small", "dir:" + directory.resolve("copy"));
        }
    }

    @Test
    void unknownCertificateIsRefusedUnlessInsecure() throws IOException {
        try (RegistryServer server = securedServer()) {
            server.take("docker-archive:" + old, "app:1");
            RegistryAccess distrusting = server.access().withCertificates(List.of());
            String message = assertThrows(IOException.class, () -> squash(server, distrusting, Compression.GZIP))
                    .getMessage();
            assertTrue(message.contains("TLS failed: unable to find valid certification path"), message);
            squash(server, distrusting.withInsecure(true), Compression.GZIP);
        }
    }

    @Test
    void wrongPasswordIsRefused() throws IOException {
        try (RegistryServer server = securedServer()) {
            RegistryAccess wrong =
                    server.access().withCredentials(new CredentialFiles(List.of(server.login("me:wrong")), ""));
            String message = assertThrows(IOException.class, () -> squash(server, wrong, Compression.GZIP))
                    .getMessage();
            assertTrue(message.contains("access denied: the credentials from "), message);
            assertTrue(message.contains("answered 401 UNAUTHORIZED: authentication required"), message);
        }
    }

    @Test
    void cutConnectionsAreMended() throws IOException {
        try (RegistryServer server = server();
                BadLine line = BadLine.cutting(server.port(), 3, 1 << 20)) {
            server.take("docker-archive:" + old, "app:1");
            Squasher.run(request(through(line.port(), "app:1"), through(line.port(), "app:small"), server.access()));
            assertEquals(0, line.cutsLeft());
            server.give("app:small", "dir:" + directory.resolve("copy"));
        }
    }

    @Test
    void cutUploadIsMended() throws IOException {
        try (RegistryServer server = server();
                BadLine line = BadLine.cutting(server.port(), 1, 2 << 20)) {
            Squasher.run(SquashRequest.of(
                            new Source.Archive(old),
                            new Destination.Registry(List.of(through(line.port(), "app:small")), server.access()))
                    .withEncoding(Squasher.encoding(Compression.GZIP)));
            assertEquals(0, line.cutsLeft());
            server.give("app:small", "dir:" + directory.resolve("copy"));
        }
    }

    @Test
    void slowRegistryIsWaitedFor() throws IOException {
        try (RegistryServer server = server();
                BadLine line = BadLine.slow(server.port(), 1)) {
            server.take("docker-archive:" + old, "app:1");
            Squasher.run(request(through(line.port(), "app:1"), through(line.port(), "app:small"), server.access()));
            server.give("app:small", "dir:" + directory.resolve("copy"));
        }
    }
}
