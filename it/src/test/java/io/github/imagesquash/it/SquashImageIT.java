// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The image of squash that a release has, loaded into the engine and run as a step of a pipeline. */
class SquashImageIT extends SquashImageTests {
    private static final long LARGEST = 60_000_000;

    private List<String> options(String... more) {
        return Stream.concat(Stream.of("-v", work + ":/work", "-w", "/work"), Stream.of(more))
                .toList();
    }

    private void assertSquashes(List<String> options) throws IOException {
        squash.run(options, "-t", "new", "old.tar", "-o", "new.tar").output();
        byte[] expected = Program.of(
                        Launcher.OF_CHECKOUT.toString(), "-q", "-t", "new", Release.DEMO.toString(), "-o", "-")
                .output();
        assertArrayEquals(expected, Files.readAllBytes(work.resolve("new.tar")));
    }

    @Test
    void itSquashesAFileOfTheDirectoryThatIsMounted() throws IOException {
        assertSquashes(options());
        assertEquals(65532, Files.getAttribute(work.resolve("new.tar"), "unix:uid"));
    }

    @Test
    void itRunsAsAnyUserOnAReadOnlyRootWithoutRightsAndNetwork() throws IOException {
        assertSquashes(options(
                "--user=12345:6789",
                "--read-only",
                "--tmpfs=/tmp",
                "--cap-drop=ALL",
                "--security-opt=no-new-privileges",
                "--network=none"));
        assertEquals(12345, Files.getAttribute(work.resolve("new.tar"), "unix:uid"));
    }

    @Test
    void compressedLayersNeedOnlyATmpfs() throws IOException {
        List<String> options = options("--user=12345", "--read-only", "--tmpfs=/tmp:noexec");
        squash.run(options, "-q", "-c", "gzip", "old.tar", "-o", "gzip.tar").output();
        squash.run(options, "-q", "-c", "zstd", "gzip.tar", "-o", "zstd.tar").output();
        squash.run(options, "diff", "old.tar", "zstd.tar").output();
    }

    @Test
    void itSquashesAnImageOfTheEngineWhoseSocketIsMounted() throws IOException {
        String old = Engine.imageName("step");
        squash.engine()
                .load(ArchiveDialect.DOCKER_25.write(
                        ImageBuilder.image(old).layer(layer().file("a", "A")).layer(layer().file("b", "B")),
                        directory));
        Path socket = squash.engine().socket();
        squash.run(List.of("--user=0", "-v", socket + ":/var/run/docker.sock"), "-q", "-t", old + "-small", old)
                .output();
        assertEquals(1, squash.engine().layers(old + "-small"));
    }

    @Test
    void itPushesOverTlsWithTheCredentialsOfDockerLogin() throws IOException {
        try (RegistryServer registry = RegistryServer.secured(Files.createDirectory(directory.resolve("registry")))) {
            Path login = registry.login("me:secret");
            List<String> options = options(
                    "--user=12345",
                    "--network=host",
                    "-v",
                    login + ":/home/squash/.docker/config.json:ro",
                    "-v",
                    registry.certificate() + ":/ca.pem:ro");
            String image = "docker://" + registry.name("app:1");
            squash.run(options, "-q", "--ca-file=/ca.pem", "old.tar", "-o", image)
                    .output();
            squash.run(options, "-q", "--ca-file=/ca.pem", image, "-o", "back.tar")
                    .output();
            squash.run(options, "diff", "old.tar", "back.tar").output();
        }
    }

    @Test
    void authoritiesAreThoseOfTheFileThatIsMountedOverDebians() throws IOException {
        try (RegistryServer registry = RegistryServer.secured(Files.createDirectory(directory.resolve("registry")))) {
            List<String> options = options(
                    "--network=host",
                    "-v",
                    registry.login("me:secret") + ":/home/squash/.docker/config.json:ro",
                    "-v",
                    registry.certificate() + ":/etc/ssl/certs/ca-certificates.crt:ro");
            squash.run(options, "-q", "old.tar", "-o", "docker://" + registry.name("app:1"))
                    .output();
        }
    }

    @Test
    void namesMayHaveLettersOfOtherLanguages() throws IOException {
        String script = "name=tama$(printf '\\303\\261')o.tar; squash -q old.tar -o \"$name\" && test -s \"$name\"";
        squash.run(options("--entrypoint=sh"), "-c", script).output();
    }

    @Test
    void scriptsOfPipelinesFindAShellAndPrograms() throws IOException {
        String script =
                "set -eu; for program in base64 cat mkdir tr rm chmod grep sed env; do command -v $program; done >/dev/null;"
                        + " id -u; squash --version; grep -c BEGIN /etc/ssl/certs/ca-certificates.crt";
        List<String> lines = squash.run(List.of("--entrypoint=sh", "--user=0"), "-c", script)
                .run()
                .text()
                .lines()
                .toList();
        assertEquals("0", lines.get(0));
        assertTrue(lines.get(1).startsWith("squash " + Release.version()), lines.get(1));
        assertTrue(Integer.parseInt(lines.get(2)) > 100, lines.get(2));
    }

    @Test
    void itUsesItsAotCache() throws IOException {
        String log = squash.run(List.of("-e", "SQUASH_JAVA_OPTS=-Xlog:class+load"), "--version")
                .run()
                .text();
        assertTrue(log.contains("source: shared objects file"), log);
    }

    @Test
    void itSaysWhatItIs() throws IOException {
        assertEquals("65532:65532 [squash]", squash.inspect("{{.Config.User}} {{.Config.Entrypoint}}"));
        assertEquals("1", squash.inspect("{{len .RootFS.Layers}}"));
        String manifest = manifest().toString();
        for (String key : List.of("title", "version", "licenses", "source", "created", "description")) {
            String name = "org.opencontainers.image." + key;
            String value = squash.inspect("{{index .Config.Labels \"" + name + "\"}}");
            assertTrue(manifest.contains("\"" + name + "\":\"" + value + "\""), manifest);
        }
    }

    private JsonNode manifest() throws IOException {
        String archive = SquashImage.archive().toString();
        ObjectMapper json = new ObjectMapper();
        JsonNode index =
                json.readTree(Program.of("tar", "-xOf", archive, "index.json").output());
        String digest = index.at("/manifests/0/digest").asText().replace(':', '/');
        return json.readTree(
                Program.of("tar", "-xOf", archive, "blobs/" + digest).output());
    }

    /** Docker before 23 reads no other compression than gzip. */
    @Test
    void everyDockerReadsItAndItIsSmall() throws IOException {
        assertEquals(
                "application/vnd.oci.image.layer.v1.tar+gzip",
                manifest().at("/layers/0/mediaType").asText());
        long size = Files.size(SquashImage.archive());
        assertTrue(size <= LARGEST, size + " bytes");
    }

    @Test
    void scannersFindTheDebianPackagesInIt() throws IOException {
        String packages = squash.run(
                        List.of("--entrypoint=sh"),
                        "-c",
                        "grep -h ^Package: /var/lib/dpkg/status.d/* && cat /etc/os-release")
                .run()
                .text();
        for (String name : List.of("base-files", "busybox-static", "ca-certificates", "libc-bin", "libc6")) {
            assertTrue(packages.contains("Package: " + name + "\n"), packages);
        }
        assertTrue(packages.contains("\nID="), packages);
    }
}
