// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.ArchiveDialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of {@code docs/pipelines.md} do what it says, with a registry of the test's. */
class PipelinesIT {
    private static final String DOCKERFILE = "FROM scratch\nCOPY a /d/a\nCOPY b /d/a\nCMD [\"/none\"]\n";

    @TempDir
    Path directory;

    private Path work;
    private RegistryServer registry;

    @BeforeEach
    void workspace() throws IOException {
        registry = RegistryServer.open(Files.createDirectory(directory.resolve("registry")));
        work = Files.createDirectory(directory.resolve("work"));
        Files.writeString(work.resolve("Dockerfile"), DOCKERFILE);
        Files.writeString(work.resolve("a"), "a".repeat(100_000));
        Files.writeString(work.resolve("b"), "b");
        Path bin = Files.createDirectory(directory.resolve("bin"));
        Path launcher = Files.writeString(bin.resolve("squash"), "#!/bin/sh\nexec '" + Launcher.PATH + "' \"$@\"\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path config = Files.createDirectories(directory.resolve(".config").resolve("containers"));
        Files.writeString(
                config.resolve("registries.conf"),
                "[[registry]]\nlocation = \"localhost:" + registry.port() + "\"\ninsecure = true\n");
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private void run(String heading, Map<String, String> variables) throws IOException {
        List<String> scripts = PipelineCommands.below(heading);
        assertFalse(scripts.isEmpty());
        for (String script : scripts) {
            Program shell = Program.of("sh", "-eu", "-c", script)
                    .in(work)
                    .environment("PATH", directory.resolve("bin") + ":" + System.getenv("PATH"))
                    .environment("HOME", directory.toString());
            variables.forEach(shell::environment);
            Program.Outcome outcome = shell.run();
            assertEquals(0, outcome.exitCode(), script + "\n" + outcome.errors());
        }
    }

    private String raw(String image) throws IOException {
        return Program.of("skopeo", "inspect", "--tls-verify=false", "--raw", "docker://" + image)
                .run()
                .text();
    }

    private void assertOneLayer(String image) throws IOException {
        Needs.program("skopeo", "skopeo");
        String manifest = raw(image);
        assertEquals(1, manifest.split("rootfs.diff|image.layer", -1).length - 1, manifest);
    }

    private String name(String what) {
        return registry.name("squash-it-pipelines-" + what);
    }

    private static void removeImages(String... images) throws IOException {
        Program.of(List.of("docker", "rmi", "--force"), images).run();
    }

    @Test
    void shell() throws IOException {
        Engine.connect();
        String image = name("shell");
        try {
            run("Shell", Map.of("IMAGE", image));
            assertOneLayer(image + ":latest");
            assertTrue(Files.readString(work.resolve("squash.json")).contains("\"containerimage.config.digest\""));
        } finally {
            removeImages(image + ":full", image + ":latest");
        }
    }

    @Test
    void gitHubActions() throws IOException {
        Needs.program("skopeo", "skopeo");
        Files.write(work.resolve("app.tar"), twoPlatforms());
        Path output = work.resolve("output");
        run("GitHub Actions", Map.of("IMAGE", name("github"), "TAG", "1", "GITHUB_OUTPUT", output.toString()));
        String digest = Files.readString(output).strip().substring("digest=".length());
        assertTrue(raw(name("github") + "@" + digest).contains("\"arm64\""));
        assertEquals(raw(name("github") + "@" + digest), raw(name("github") + ":1"));
    }

    @Test
    void gitLab() throws IOException {
        Engine.connect();
        String image = name("gitlab");
        try {
            run("GitLab CI", Map.of("CI_REGISTRY_IMAGE", image, "CI_COMMIT_SHORT_SHA", "0123abcd"));
            assertOneLayer(image + ":0123abcd");
            assertTrue(Files.readString(work.resolve("squash.json")).contains("\"schemaVersion\""));
        } finally {
            removeImages(image + ":build", image + ":0123abcd");
        }
    }

    @Test
    void jenkins() throws IOException {
        Engine.connect();
        Needs.program("jq", "jq");
        String image = name("jenkins") + ":7";
        try {
            run("Jenkins", Map.of("IMAGE", image));
            assertOneLayer(image);
        } finally {
            removeImages(image + "-full", image);
        }
    }

    @Test
    void tekton() throws IOException {
        Needs.program("skopeo", "skopeo");
        Path archive = Files.write(directory.resolve("app.tar"), twoPlatforms());
        Program.of("skopeo", "copy", "--quiet", "--all", "oci-archive:" + archive, "oci:" + work + "/layout:full")
                .output();
        Path result = work.resolve("IMAGE_DIGEST");
        run("Tekton", Map.of("IMAGE", name("tekton") + ":1", "DIGEST_FILE", result.toString()));
        String digest = Files.readString(result).strip();
        assertEquals(raw(name("tekton") + "@" + digest), raw(name("tekton") + ":1"));
    }

    private static byte[] twoPlatforms() {
        return ArchiveDialect.BUILDX_OCI
                .members(
                        image("app:1").layer(layer().file("f", "a")).layer(layer().whiteout("f")),
                        image("app:1").platform("linux", "arm64").layer(layer().file("f", "b")))
                .toBytes();
    }
}
