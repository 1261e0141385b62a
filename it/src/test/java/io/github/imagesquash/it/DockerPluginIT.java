// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.it.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docker squash}: the bundle's launcher, linked as {@code docker-squash} where docker looks for plugins. */
class DockerPluginIT {
    private static final String NOWHERE = "unix:///nonexistent/docker.sock";

    @TempDir
    Path directory;

    private Path config;
    private Path plugin;

    @BeforeEach
    void link() throws IOException {
        Needs.program("docker", "docker.io");
        Path bundle = Release.unpack(Files.createDirectory(directory.resolve("unpacked")));
        config = directory.resolve("config");
        plugin = Files.createDirectories(config.resolve("cli-plugins")).resolve("docker-squash");
        Files.createSymbolicLink(plugin, bundle.resolve("bin/squash"));
    }

    private Program docker(String... arguments) {
        return Program.of(List.of("docker"), arguments).environment("DOCKER_CONFIG", config.toString());
    }

    private void assertAsksNowhere(Program program) throws IOException {
        Outcome outcome = program.run();
        assertEquals(1, outcome.exitCode(), outcome.errors());
        assertTrue(outcome.errors().contains(NOWHERE), outcome.errors());
        assertTrue(outcome.errors().startsWith("squash: "), outcome.errors());
    }

    @Test
    void dockerKnowsItAsAPlugin() throws IOException {
        String plugins = docker(
                        "info", "--format", "{{range .ClientInfo.Plugins}}{{.Name}} {{.Version}} {{.Err}};{{end}}")
                .run()
                .text();
        assertEquals("squash " + Release.version() + " <nil>;\n", plugins);
        assertTrue(docker("help").run().text().contains("squash*"), "not in docker's help");
    }

    @Test
    void itSquashesAnImageOfTheEngine() throws IOException {
        Engine.connect();
        String old = "squash-it-plugin:" + ProcessHandle.current().pid();
        Path archive = ArchiveDialect.DOCKER_25.write(
                ImageBuilder.image(old)
                        .layer(layer().dir("d/").file("d/a", "A".repeat(5000)))
                        .layer(layer().whiteout("d/a").file("d/b", "B")),
                directory);
        try {
            docker("load", "--quiet", "--input", archive.toString()).output();
            String summary =
                    new String(docker("squash", "-t", old + "-small", old).output());
            assertTrue(summary.contains("2 layers"), summary);
            String layers = docker("image", "inspect", "--format", "{{len .RootFS.Layers}}", old + "-small")
                    .run()
                    .text();
            assertEquals("1\n", layers);
        } finally {
            docker("rmi", "--force", old, old + "-small").run();
        }
    }

    @Test
    void helpIsSquashsInEveryWayThatDockerHas() throws IOException {
        for (List<String> way : List.of(List.of("squash", "--help"), List.of("help", "squash"))) {
            Outcome outcome = docker(way.toArray(String[]::new)).run();
            assertEquals(0, outcome.exitCode(), outcome.errors());
            assertTrue(outcome.text().startsWith("Usage: squash [OPTIONS]"), outcome.text());
        }
        assertTrue(docker("help", "squash", "diff").run().text().startsWith("Usage: squash diff"), "help squash diff");
    }

    @Test
    void theContextIsDockers() throws IOException {
        docker("context", "create", "elsewhere", "--docker", "host=" + NOWHERE).output();
        assertAsksNowhere(
                docker("--context", "elsewhere", "squash", "-t", "b", "a").withoutEngine());
        assertAsksNowhere(
                docker("--context=elsewhere", "squash", "-t", "b", "a").withoutEngine());
        assertAsksNowhere(
                docker("-c", "elsewhere", "-D", "squash", "-t", "b", "a").withoutEngine());
        assertAsksNowhere(docker("squash", "-t", "b", "a").withoutEngine().environment("DOCKER_CONTEXT", "elsewhere"));
        assertAsksNowhere(docker("--context", "elsewhere", "squash", "-t", "b", "a")
                .withoutEngine()
                .environment("DOCKER_HOST", "unix:///other.sock"));
    }

    @Test
    void theHostAndTheConfigAreDockers() throws IOException {
        assertAsksNowhere(docker("-H", NOWHERE, "squash", "-t", "b", "a"));
        assertAsksNowhere(docker("--host=" + NOWHERE, "--log-level", "error", "squash", "-t", "b", "a"));
        Program other = Program.of("docker", "--config", config.toString(), "-H", NOWHERE, "squash", "-t", "b", "a");
        assertAsksNowhere(other);
    }

    @Test
    void exitCodesAreSquashs() throws IOException {
        assertEquals(2, docker("squash", "--no-such-option").run().exitCode());
        assertEquals(1, docker("squash", directory + "/nothing.tar").run().exitCode());
        assertTrue(docker("squash", "--version").run().text().startsWith("squash "));
    }

    @Test
    void withoutDockerItSaysWhatToCall() throws IOException {
        for (List<String> arguments : List.of(List.of("-t", "new", "old"), List.<String>of(), List.of("old.tar"))) {
            Outcome outcome = Program.of(List.of(plugin.toString()), arguments.toArray(String[]::new))
                    .run();
            assertEquals(2, outcome.exitCode());
            assertEquals(
                    "squash: docker-squash is a plugin of docker: run docker squash, or squash\n", outcome.errors());
        }
    }

    @Test
    void certificatesMustBeWhereVariablesCanTell() throws IOException {
        Outcome odd = docker("--tlscacert", "/x/authority.pem", "squash", "a").run();
        assertEquals(2, odd.exitCode());
        assertTrue(odd.errors().contains("expected a file called ca.pem; or set DOCKER_CERT_PATH"), odd.errors());
        Outcome apart = docker("--tlscacert", "/x/ca.pem", "--tlskey", "/y/key.pem", "squash", "a")
                .run();
        assertTrue(apart.errors().contains("in one directory, found /x and /y"), apart.errors());
    }
}
