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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Debian package, installed by dpkg into a root where nothing else is. */
class DebianPackageIT {
    @TempDir
    Path root;

    @BeforeEach
    void install() throws IOException {
        Needs.root();
        Needs.program("dpkg", "dpkg");
        Files.createDirectories(root.resolve("var/lib/dpkg/info"));
        Files.createDirectories(root.resolve("var/lib/dpkg/updates"));
        Files.createFile(root.resolve("var/lib/dpkg/status"));
        dpkg("--force-depends", "--install", Release.file(".deb").toString()).output();
    }

    private Program dpkg(String... arguments) {
        return Program.of(List.of("dpkg", "--root=" + root), arguments);
    }

    @Test
    void itRunsWithoutJavaAndUsesItsAotCache() throws IOException {
        Outcome outcome = Program.of(
                        "env", "-i", "SQUASH_JAVA_OPTS=-Xlog:class+load", root + "/usr/bin/squash", "--version")
                .run();
        assertEquals(0, outcome.exitCode(), outcome.errors());
        assertTrue(outcome.text().contains("squash "), outcome.text());
        assertTrue(outcome.text().contains("source: shared objects file"), outcome.text());
    }

    @Test
    void dockerFindsItsPlugin() throws IOException {
        String metadata = Program.of(
                        root + "/usr/libexec/docker/cli-plugins/docker-squash", "docker-cli-plugin-metadata")
                .run()
                .text();
        assertTrue(metadata.startsWith("{\"SchemaVersion\":\"0.1.0\","), metadata);
    }

    @Test
    void everyFileIsAsThePackageSaysAndEveryLinkLeadsToOne() throws IOException {
        assertEquals("", dpkg("--verify", "squash").run().text());
        try (Stream<Path> files = Files.walk(root.resolve("usr"))) {
            assertEquals(
                    List.of(),
                    files.filter(file -> Files.isSymbolicLink(file) && !Files.exists(file))
                            .toList());
        }
    }

    @Test
    void itNeedsNothingButLibc() throws IOException {
        String depends = Program.of("dpkg-deb", "--field", Release.file(".deb").toString(), "Depends")
                .run()
                .text();
        assertEquals("libc6 (>= 2.17)\n", depends);
    }

    @Test
    void removingItLeavesNothing() throws IOException {
        dpkg("--purge", "squash").output();
        assertTrue(Files.notExists(root.resolve("usr")), "something is left in /usr");
    }
}
