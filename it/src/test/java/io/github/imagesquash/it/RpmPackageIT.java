// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.it.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The package for Fedora, openSUSE and what comes from them, installed by rpm into a root where nothing else is. */
class RpmPackageIT {
    @TempDir
    static Path root;

    private static String rpm;

    @BeforeAll
    static void install() throws IOException {
        Needs.root();
        Needs.program("rpm", "rpm");
        rpm = Release.file(".rpm").toString();
        // The root has no libc that could be asked for.
        Program.of("rpm", "--root=" + root, "--install", "--nodeps", rpm).output();
    }

    private static List<String> query(String... arguments) throws IOException {
        return Program.of(List.of("rpm", "--query", "--package", rpm), arguments)
                .run()
                .text()
                .lines()
                .toList();
    }

    @Test
    void itsDigestsAreRight() throws IOException {
        Outcome outcome = Program.of("rpm", "--checksig", "--nosignature", "--verbose", rpm)
                .run();
        assertEquals(0, outcome.exitCode(), outcome.text());
        for (String digest : List.of("Header SHA256", "Header SHA1", "Payload SHA256", "MD5")) {
            assertTrue(outcome.text().contains("    " + digest + " digest: OK\n"), outcome.text());
        }
    }

    @Test
    void itRunsWithoutJavaAndUsesItsAotCache() throws IOException {
        Outcome outcome = Program.of(
                        "env", "-i", "SQUASH_JAVA_OPTS=-Xlog:class+load", root + "/usr/bin/squash", "--version")
                .run();
        assertEquals(0, outcome.exitCode(), outcome.errors());
        assertTrue(outcome.text().contains("squash " + Release.version()), outcome.text());
        assertTrue(outcome.text().contains("source: shared objects file"), outcome.text());
    }

    @Test
    void dockerManAndShellsFindTheirParts() throws IOException {
        String metadata = Program.of(
                        root + "/usr/libexec/docker/cli-plugins/docker-squash", "docker-cli-plugin-metadata")
                .run()
                .text();
        assertTrue(metadata.startsWith("{\"SchemaVersion\":\"0.1.0\","), metadata);
        for (String file : List.of(
                "man/man1/squash-diff.1",
                "bash-completion/completions/squash",
                "zsh/site-functions/_squash",
                "fish/vendor_completions.d/squash.fish",
                "doc/squash/copyright")) {
            assertTrue(Files.isReadable(root.resolve("usr/share").resolve(file)), file);
        }
    }

    @Test
    void everyFileIsAsThePackageSaysAndEveryLinkLeadsToOne() throws IOException {
        assertEquals(
                "",
                Program.of("rpm", "--root=" + root, "--verify", "--nodeps", "squash")
                        .run()
                        .text());
        try (Stream<Path> files = Files.walk(root.resolve("usr"))) {
            assertEquals(
                    List.of(),
                    files.filter(file -> Files.isSymbolicLink(file) && !Files.exists(file))
                            .toList());
        }
    }

    @Test
    void itNeedsNothingButLibcAndAShell() throws IOException {
        List<String> needed = query("--requires").stream()
                .filter(name -> !name.startsWith("rpmlib("))
                .toList();
        assertEquals(List.of("/bin/sh", "libc.so.6(GLIBC_2.17)(64bit)"), needed);
    }

    @Test
    void directoriesOfTheSystemAreNotItsOwn() throws IOException {
        List<String> directories = query("--queryformat", "[%{FILEMODES:perms} %{FILENAMES}\n]").stream()
                .filter(line -> line.startsWith("d"))
                .map(line -> line.replaceFirst("^\\S+ ", ""))
                .filter(name -> !name.startsWith("/usr/lib/squash/"))
                .toList();
        assertEquals(List.of("/usr/lib/squash", "/usr/share/doc/squash"), directories);
    }

    @Test
    void itsNameAndDescriptionAreThoseOfTheRelease() throws IOException {
        assertEquals(
                List.of("squash " + Release.version() + " 1 Apache-2.0"),
                query("--queryformat", "%{NAME} %{VERSION} %{RELEASE} %{LICENSE}"));
    }

    @Test
    void removingItLeavesNoFile(@TempDir Path other) throws IOException {
        Program.of("rpm", "--root=" + other, "--install", "--nodeps", rpm).output();
        Program.of("rpm", "--root=" + other, "--erase", "squash").output();
        assertTrue(Files.notExists(other.resolve("usr/lib/squash")));
    }
}
