// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.slim;

import static io.github.imagesquash.fixture.DebianRoot.debian;
import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.imagesquash.cli.Cli;
import io.github.imagesquash.cli.CliRun;
import io.github.imagesquash.cli.squash.Squasher;
import io.github.imagesquash.fixture.ArchiveDialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code squash slim} and {@code squash --slim} with the real library, on a small archive. */
class SlimCommandTest {
    @TempDir
    Path directory;

    private Path archive;

    @BeforeEach
    void archive() throws IOException {
        archive = ArchiveDialect.DOCKER_25.write(
                image("app:1")
                        .layer(debian().installed("nginx", "Depends: libssl")
                                .file("usr/sbin/nginx", "12345")
                                .installed("libssl")
                                .file("usr/lib/libssl.so", "123")
                                .installed("gcc")
                                .file("usr/bin/gcc", "1234567")
                                .installed("git")
                                .file("usr/bin/git", "123456789")
                                .layer()
                                .file("build.sh", "#!/bin/sh\ngcc x.c\n")
                                .mode(0755))
                        .config(config ->
                                config.withObject("/config").putArray("Cmd").add("nginx")),
                directory);
    }

    private CliRun slim(String... arguments) {
        return Cli.PLAIN.run(Stream.concat(Stream.of("slim", archive.toString()), Stream.of(arguments))
                .toArray(String[]::new));
    }

    @Test
    void whatGoesAndWhatAGuessKeepsIsListed() {
        assertEquals("""
                packages that stay: 3 (15 B); that go: 1 (9 B)

                gone  package
                 9 B  git 1

                guessed  package
                    7 B  gcc, since /build.sh contains the word gcc
                --drop-package NAME removes a package that only a guess keeps
                """, slim().out());
        assertEquals(
                "packages that stay: 2 (8 B); that go: 2 (16 B)",
                slim("--drop-package", "gcc").out().lines().findFirst().orElseThrow());
    }

    @Test
    void aPackageIsExplainedByItsChain() {
        assertEquals("""
                package libssl 1 (3 B) stays, declared:
                  Cmd
                    → /usr/sbin/nginx  (declared: names nginx)
                    → package nginx  (proven: belongs to it)
                    → package libssl  (declared: depends on libssl)
                """, slim("--explain", "libssl").out());
        assertEquals(
                "package git 1 (9 B) goes: nothing that the image runs leads to it\n",
                slim("--explain", "/usr/bin/git").out());
        assertEquals(
                "/build.sh stays: it belongs to no package\n",
                slim("--explain", "/build.sh").out());
        assertTrue(slim("--explain", "gitt").err().contains("gitt: no such package; did you mean git?"));
    }

    @Test
    void jsonHasEveryPackageWithItsChain() throws IOException {
        JsonNode json = new ObjectMapper().readTree(slim("--json").out());
        assertEquals("git", json.at("/droppedPackages/0/name").asText());
        assertEquals(3, json.at("/keptPackages").size());
        assertEquals("guessed", json.at("/keptPackages/0/strength").asText());
        assertEquals("package gcc", json.at("/keptPackages/0/chain/2/what").asText());
    }

    @Test
    void theImageIsWrittenWithoutThePackages() throws IOException {
        CliRun run = Cli.PLAIN
                .withSquasher(Squasher.LIBRARY)
                .run(
                        archive.toString(),
                        "--slim",
                        "--json",
                        "-o",
                        directory.resolve("new.tar").toString());
        assertEquals("", run.err());
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertEquals("git", json.at("/slim/droppedPackages/0/name").asText());
        assertEquals("slim", json.at("/dropped/0/name").asText());
        assertTrue(json.at("/verified").asBoolean());
        CliRun listed = Cli.PLAIN.run("ls", directory.resolve("new.tar").toString(), "/usr/bin");
        assertEquals("gcc\n", listed.out());
    }

    @Test
    void packagesOfTracedFilesStay() throws IOException {
        Path trace = Files.writeString(directory.resolve("trace"), "execve(\"/usr/bin/git\", [\"git\"]) = 0\n");
        assertTrue(slim("--trace", trace.toString(), "--explain", "git")
                .out()
                .contains("--trace\n    → /usr/bin/git  (proven: was opened)"));
        CliRun run = slim("--trace", directory.resolve("gone").toString());
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("gone: no such file"), run.err());
    }

    @Test
    void filesOfPackagesThatStayGoOnlyIfATraceOrTheUserAllowsIt() throws IOException {
        Path fat = ArchiveDialect.DOCKER_25.write(
                image("app:1")
                        .layer(debian().installed("nginx")
                                .file("usr/sbin/nginx", "12345")
                                .file("usr/sbin/tool", "123")
                                .file("usr/share/man/man8/nginx.8", "12")
                                .layer())
                        .config(config ->
                                config.withObject("/config").putArray("Cmd").add("nginx")),
                Files.createDirectory(directory.resolve("fat")));
        CliRun refused = Cli.PLAIN.run("slim", fat.toString(), "--files");
        assertEquals(2, refused.exitCode());
        assertTrue(
                refused.err()
                        .contains("--files needs --trace FILE, a record of the files that a run opened, or --no-trace"),
                refused.err());
        assertEquals(
                """
                packages that stay: 1 (10 B); that go: 0 (0 B)

                gone  files of packages that stay
                 5 B  2 of nginx
                """,
                Cli.PLAIN.run("slim", fat.toString(), "--files", "--no-trace").out());
        assertEquals(
                "file /usr/sbin/tool goes: nothing that the image runs leads to it",
                Cli.PLAIN
                        .run("slim", fat.toString(), "--files", "--no-trace", "--explain", "/usr/sbin/tool")
                        .out()
                        .lines()
                        .findFirst()
                        .orElseThrow());
        CliRun run = Cli.PLAIN
                .withSquasher(Squasher.LIBRARY)
                .run(
                        fat.toString(),
                        "--slim=files",
                        "--trace",
                        Files.writeString(directory.resolve("trace"), "/usr/sbin/tool\n")
                                .toString(),
                        "--json",
                        "-o",
                        directory.resolve("new.tar").toString());
        assertEquals("", run.err());
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertEquals(1, json.at("/slim/keptPackages/0/droppedFiles").asInt());
        assertEquals(
                "nginx\ntool\n",
                Cli.PLAIN
                        .run("ls", directory.resolve("new.tar").toString(), "/usr/sbin")
                        .out());
    }

    @Test
    void optionsOfSlimHaveNoMeaningWithoutIt() {
        for (String option : new String[] {"--root", "--trace", "--keep-package", "--drop-package"}) {
            CliRun run = Cli.PLAIN.run(archive.toString(), option, "pom.xml", "-o", "new.tar");
            assertEquals(2, run.exitCode());
            assertTrue(run.err().contains(option + " has no meaning without --slim"), run.err());
        }
        CliRun untraced = Cli.PLAIN.run(archive.toString(), "--slim", "--no-trace", "-o", "new.tar");
        assertTrue(untraced.err().contains("--no-trace has no meaning without --slim=files"), untraced.err());
        CliRun run = Cli.PLAIN.run(archive.toString(), "--keep-recommended", "-o", "new.tar");
        assertTrue(run.err().contains("--keep-recommended has no meaning without --slim"), run.err());
    }

    @Test
    void aCheckNeedsAnEngine() {
        CliRun run = Cli.PLAIN.run(archive.toString(), "--slim", "--check", "nginx -t", "-o", "new.tar");
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("--check runs the new image, so it has to go to an engine"), run.err());
        CliRun option = Cli.PLAIN.run(archive.toString(), "--check-option=--network=none", "-o", "new.tar");
        assertTrue(option.err().contains("--check-option has no meaning without --check"), option.err());
    }

    @Test
    void withoutAPackageDatabaseDirectoriesAreListed() throws IOException {
        Path scratch = ArchiveDialect.DOCKER_25.write(
                image("app:1")
                        .layer(layer().file("app/main", "12345")
                                .file("usr/lib/git/core", "123")
                                .file("usr/bin/git", "1"))
                        .config(config ->
                                config.withObject("/config").putArray("Cmd").add("/app/main")),
                Files.createDirectory(directory.resolve("scratch")));
        CliRun packages = Cli.PLAIN.run("slim", scratch.toString());
        assertTrue(packages.err().contains("only --slim=files with --trace can help"), packages::err);
        assertEquals(
                """
                directories that stay: 1 (5 B); that go: 2 (4 B)

                gone  directory
                 3 B  /usr/lib/git
                 1 B  /usr/bin
                """,
                Cli.PLAIN
                        .run("slim", "--files", "--no-trace", scratch.toString())
                        .out());
        assertEquals(
                "directory /usr/lib/git (3 B) goes: nothing that the image runs leads to it\n",
                Cli.PLAIN
                        .run("slim", "--files", "--no-trace", "--explain", "/usr/lib/git", scratch.toString())
                        .out());
    }
}
